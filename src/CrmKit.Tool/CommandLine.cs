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
            DueCommand.Create(),
            PlanCommand.Create(),
            WhyCommand.Create(),
            SendCommand.Create(),
            ReportCommand.Create(),
            PeopleCommand.Create(),
            HistoryCommand.Create(),
            ConsentCommand.Create(),
            DuplicatesCommand.Create(),
            MergeCommand.Create(),
            MergeCommand.CreateUndo(),
            ExportCommand.Create(),
            CalendarCommand.Create(),
            EraseCommand.Create(),
            FitCommand.Create(),
            ScoreCommand.Create(),
            ValueCommand.Create(),
            SelectCommand.Create(),
            SurviveCommand.Create(),
            ChurnCommand.Create(),
            OccurrencesCommand.Create(),
            DemoCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var command = parsed.CommandResult.Command is RootCommand ? "crmkit" : $"crmkit {parsed.CommandResult.Command.Name}";
            var messages = parsed.Errors.Select(error => WithoutTypes(error.Message)).Append($"See '{command} --help'.");
            return Faults.Tell(args.Contains("--json", StringComparer.Ordinal), new FaultOutput(string.Join(Environment.NewLine, messages)), ExitCodes.Usage);
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
    }

    /// <summary>The parser names the types of .NET, which nobody at a shell has heard of.</summary>
    private static string WithoutTypes(string message) => message.Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal);
}
