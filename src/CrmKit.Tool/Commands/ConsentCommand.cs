using System.CommandLine;
using System.Text.Json;
using CrmKit.Storage;

namespace CrmKit.Tool;

/// <summary><c>crmkit consent</c>.</summary>
internal static class ConsentCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customer = CustomerArgument.Create("customer", "The customer's key.");
        var statement = new StatementOptions();
        var knownAt = new Option<string?>("--known-at") { HelpName = "LOCAL", Description = "Show what was known by this time where the business is, of whom it was known then, and what followed from it, refusals of others at the same addresses included: yyyy-MM-dd or yyyy-MM-ddTHH:mm. Default: now." };
        var command = new Command("consent", "Show what a customer has agreed to and refused at each address, with the statement relied on; or record what was said just now.") { customer, knownAt };
        statement.AddTo(command);
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var id = CustomerArgument.Read(parsed, customer);
            var past = LocalTimeOption.Read(parsed, knownAt, business);
            if (past is not null && statement.IsGiven(parsed))
            {
                throw new UsageException("--known-at: the past can be shown and not changed; leave out --say.");
            }

            var store = await common.OpenAsync(parsed, business, toWrite: statement.IsGiven(parsed), cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            await CustomerArgument.RequireKnownAsync(store, id, cancellationToken).ConfigureAwait(false);
            if (past > store.Clock.GetCurrentInstant())
            {
                throw new UsageException("--known-at: expected a time that has passed.");
            }

            if (statement.IsGiven(parsed))
            {
                var person = await store.FindCustomerAsync(id, cancellationToken).ConfigureAwait(false);
                await store.CommitAsync(new ChangeSet { Consents = statement.Read(parsed, id, person, store.Clock.GetCurrentInstant()) }, cancellationToken).ConfigureAwait(false);
            }

            // Whoever may be written to at all: hours and caps are another matter.
            var gates = new GateList(new ContactPointGate(), new SuppressionGate(), new ConsentGate());
            if (past is { } instant)
            {
                var known = await store.ReadConsentsAsync(id, instant, cancellationToken).ConfigureAwait(false);
                Print(parsed.GetValue(common.Json), ConsentOutput.From(known, new CustomerZone(business.DateTimeZone, ZoneSource.Business), gates));
                return;
            }

            var facts = await store.LoadFactsAsync(id, business.DateTimeZone, cancellationToken).ConfigureAwait(false);
            var record = await store.FindCustomerAsync(id, cancellationToken).ConfigureAwait(false);
            Print(parsed.GetValue(common.Json), ConsentOutput.From(facts, record, gates));
        });
        return command;
    }

    private static void Print(bool json, ConsentOutput output)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.ConsentOutput));
            return;
        }

        if (output.KnownAt is { } past)
        {
            Console.WriteLine($"As it was known at {past}, without what addresses are suppressed for:");
        }

        foreach (var point in output.Points)
        {
            Console.WriteLine($"{point.Channel} {point.Address.ReplaceLineEndings(", ")} ({point.Status}){(point.Suppressed is null ? string.Empty : $"  SUPPRESSED ({point.Suppressed}): only a proven opt-in that comes later lifts it")}");
            foreach (var decision in point.Decisions)
            {
                var topic = decision.Topic is null ? string.Empty : $", topic {decision.Topic}";
                Console.WriteLine($"  {(decision.Allowed ? "yes" : "no "),-3} {decision.Purpose}{topic}: {decision.Because ?? decision.ReliedOn?.Text}");
            }
        }

        Console.WriteLine($"{output.Statements.Count} statements; purchases and service are never blocked by a refusal.");
        foreach (var said in output.Statements)
        {
            Console.WriteLine($"  {said.Text}");
        }
    }
}
