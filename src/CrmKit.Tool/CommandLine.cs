using System.CommandLine;

namespace CrmKit.Tool;

/// <summary>The commands, and what becomes of their errors.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("What is each customer worth, who is slipping away, and whom to contact today, how, and why.")
        {
            ImportCommand.Create(),
            PlanCommand.Create(),
            WhyCommand.Create(),
            SendCommand.Create(),
            ReportCommand.Create(),
            DemoCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            }

            var command = parsed.CommandResult.Command is RootCommand ? "crmkit" : $"crmkit {parsed.CommandResult.Command.Name}";
            await Console.Error.WriteLineAsync($"See '{command} --help'.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
    }
}
