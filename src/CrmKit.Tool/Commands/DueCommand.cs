using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary><c>crmkit due</c>.</summary>
internal static class DueCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var explain = new Option<bool>("--explain") { Description = "Show the terms of every candidate, and what closes it." };
        var customer = new Option<string?>("--customer") { HelpName = "ID", Description = "Of one customer only." };
        var command = new Command("due", "List what could be said today, to whom and why, before anybody chooses. Nothing is promised.") { explain, customer };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var desk = new CrmDesk(store, business.DeskOptions);
            var due = await ProgressBar.RunAsync(
                "looking who is due",
                isWanted: !parsed.GetValue(common.Json),
                async progress =>
                {
                    var book = await desk.AssessAsync(cancellationToken).ConfigureAwait(false);
                    progress.Report(0.5);
                    return await desk.DueAsync(book, cancellationToken).ConfigureAwait(false);
                }).ConfigureAwait(false);
            var only = parsed.GetValue(customer);
            var output = new DueOutput(
                LocalDatePattern.Iso.Format(desk.Today),
                [.. due.Where(contact => only is null || string.Equals(contact.Customer.Id.Value, only, StringComparison.Ordinal)).Select(DueContactOutput.From)]);
            if (parsed.GetValue(common.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.DueOutput));
                return;
            }

            output.Print(parsed.GetValue(explain));
        });
        return command;
    }
}
