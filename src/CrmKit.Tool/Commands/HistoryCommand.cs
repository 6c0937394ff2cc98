using System.CommandLine;
using System.Text.Json;
using CrmKit.Storage.Sqlite;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary><c>crmkit history</c>.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customer = CustomerArgument.Create("customer", "The customer's key.");
        var knownAt = new Option<string?>("--known-at") { HelpName = "LOCAL", Description = "Show what was known at this time where the business is, of whom it was known then and without what was corrected since: yyyy-MM-dd or yyyy-MM-ddTHH:mm. Default: everything, corrections included." };
        var command = new Command("history", "Tell everything that happened with a customer: purchases, returns, contacts, replies, feedback, complaints, promises, and what was corrected since.") { customer, knownAt };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var id = CustomerArgument.Read(parsed, customer);
            var until = LocalTimeOption.Read(parsed, knownAt, business);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            await CustomerArgument.RequireKnownAsync(store, id, cancellationToken).ConfigureAwait(false);
            var recorded = until is { } instant ? KnownAt(store, await PersonAtAsync(store, id, instant, cancellationToken).ConfigureAwait(false), instant, cancellationToken) : store.ReadVersionsAsync(id, cancellationToken);
            var events = await recorded.OrderBy(happened => happened.Event.OccurredAt).ToListAsync(cancellationToken).ConfigureAwait(false);
            var output = new HistoryOutput(id.Value, until is { } at ? InstantPattern.ExtendedIso.Format(at) : null, [.. events.Select(EventOutput.From)]);
            Print(parsed.GetValue(common.Json), output, business.DateTimeZone);
        });
        return command;
    }

    // As it was told then: without what was corrected since, or became known as one person's.
    private static IAsyncEnumerable<RecordedEvent> KnownAt(SqliteCrmStore store, CustomerId person, Instant at, CancellationToken cancellationToken) =>
        store.ReadEventsAsync(at, cancellationToken).Where(recorded => recorded.Event.Customer == person);

    private static async Task<CustomerId> PersonAtAsync(SqliteCrmStore store, CustomerId id, Instant at, CancellationToken cancellationToken)
    {
        var merges = await store.ReadMergesAsync(cancellationToken).ConfigureAwait(false);
        return merges.PersonsAt(at).GetValueOrDefault(id, id);
    }

    private static void Print(bool json, HistoryOutput output, DateTimeZone zone)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.HistoryOutput));
            return;
        }

        if (output.Events.Count == 0)
        {
            Console.WriteLine($"Nothing is recorded of {output.Customer}{(output.KnownAt is null ? "." : " by then.")}");
        }

        foreach (var happened in output.Events)
        {
            var corrected = happened.SupersededAt is { } end ? $"  [{(happened.Retracted ? "taken back" : "corrected")} {Local(end, zone)}]" : string.Empty;
            Console.WriteLine($"{Local(happened.OccurredAt, zone)}  {happened.Kind,-18} {happened.Text}{corrected}");
        }
    }

    private static string Local(string instant, DateTimeZone zone) =>
        InstantPattern.ExtendedIso.Parse(instant).Value.InZone(zone).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
