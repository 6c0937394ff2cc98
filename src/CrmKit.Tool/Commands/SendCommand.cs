using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;

namespace CrmKit.Tool;

/// <summary><c>crmkit send</c>.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var outbox = new Option<DirectoryInfo>("--outbox") { HelpName = "FOLDER", DefaultValueFactory = _ => new DirectoryInfo("outbox"), Description = "Where messages are written as .eml files." };
        var command = new Command("send", "Send what is due now: every gate is asked once more, and each message becomes one .eml file.") { outbox };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var store = await common.OpenAsync(parsed, business, mayCreate: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var folder = parsed.GetRequiredValue(outbox);
            var desk = new CrmDesk(store, business.DeskOptions with { OutboxFolder = folder.FullName });
            var report = await ProgressBar.RunAsync("sending", isWanted: !parsed.GetValue(common.Json), _ => desk.SendAsync(cancellationToken)).ConfigureAwait(false);
            Print(parsed.GetValue(common.Json), SendOutput.From(report), folder);
        });
        return command;
    }

    private static void Print(bool json, SendOutput output, DirectoryInfo folder)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.SendOutput));
            return;
        }

        Console.WriteLine($"{output.Sent} sent to {folder}, {output.Postponed} postponed, {output.Held} held for want of a value, {output.Refused} refused, {output.GivenUp} given up, {output.Uncertain} uncertain.");
    }
}
