using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using NodaTime.Text;

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
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName).RequireFrom();
            var folder = parsed.GetRequiredValue(outbox);
            RequireWritable(folder);
            var store = await common.OpenAsync(parsed, business, toWrite: true, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            var desk = new CrmDesk(store, business.DeskOptions with { OutboxFolder = folder.FullName });
            var report = await ProgressBar.RunAsync("sending", isWanted: !parsed.GetValue(common.Json), _ => desk.SendAsync(cancellationToken)).ConfigureAwait(false);
            var (waiting, next, held) = await LeftBehindAsync(store, cancellationToken).ConfigureAwait(false);
            Print(parsed.GetValue(common.Json), SendOutput.From(report, waiting, next, held), folder, business);
        });
        return command;
    }

    /// <summary>A message that failed half-way may have left and is never sent again: better to find out beforehand that none can be written.</summary>
    private static void RequireWritable(DirectoryInfo folder)
    {
        try
        {
            folder.Create();
            new FileStream(Path.Combine(folder.FullName, $".{Path.GetRandomFileName()}.probe"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--outbox: expected a folder that can be written to, not {folder}.");
        }
    }

    private static async Task<(int Waiting, Instant? Next, IReadOnlyList<HeldOutput> Held)> LeftBehindAsync(SqliteCrmStore store, CancellationToken cancellationToken)
    {
        var count = 0;
        Instant? next = null;
        var held = new List<HeldOutput>();
        await foreach (var row in store.ReadOutboxAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.State is OutboxState.Due or OutboxState.Claimed)
            {
                count++;
                next ??= row.DueAt;
            }
            else if (row is { State: OutboxState.Held, StateReason: { } reason })
            {
                held.Add(new HeldOutput(row.Intent.Key.Customer.Value, ReasonOutput.From(reason)));
            }
        }

        return (count, next, held);
    }

    private static void Print(bool json, SendOutput output, DirectoryInfo folder, BusinessSettings business)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.SendOutput));
            return;
        }

        Console.WriteLine($"{output.Sent} sent to {folder}, {output.Postponed} postponed, {output.Held} held, {output.Refused} refused, {output.GivenUp} given up, {output.Uncertain} uncertain.");
        foreach (var held in output.HeldMessages)
        {
            Console.WriteLine($"  customer {held.Customer}: {held.Reason.Text}; the next plan tries again.");
        }

        if (output.NextDueAt is { } next)
        {
            var local = InstantPattern.ExtendedIso.Parse(next).Value.InZone(business.DateTimeZone);
            Console.WriteLine($"{output.Waiting} more planned; the next is due at {local:uuuu-MM-dd HH:mm} {local.Zone.Id}.");
        }
    }
}
