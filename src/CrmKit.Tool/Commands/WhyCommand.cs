using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;
using CrmKit.Storage.Sqlite;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary><c>crmkit why</c>.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customer = new Argument<string>("customer") { Description = "The customer's key." };
        var command = new Command("why", "Tell why a customer was, will be, or was not contacted, from the stored decisions.") { customer };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var id = Id(parsed.GetRequiredValue(customer));
            var store = await common.OpenAsync(parsed, business, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            await RequireKnownAsync(store, id, cancellationToken).ConfigureAwait(false);
            var explanation = await new CrmDesk(store, business.DeskOptions).WhyAsync(id, cancellationToken).ConfigureAwait(false);
            Print(parsed.GetValue(common.Json), WhyOutput.From(explanation), business.DateTimeZone);
        });
        return command;
    }

    private static CustomerId Id(string text)
    {
        try
        {
            return new CustomerId(text);
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of("customer", error);
        }
    }

    private static async Task RequireKnownAsync(SqliteCrmStore store, CustomerId id, CancellationToken cancellationToken)
    {
        if (await store.FindCustomerAsync(id, cancellationToken).ConfigureAwait(false) is null
            && !await store.ReadEventsAsync(id, cancellationToken).AnyAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new DataFaultException($"There is no customer {id} in this database.");
        }
    }

    private static void Print(bool json, WhyOutput output, DateTimeZone zone)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(output, ToolJson.Default.WhyOutput));
            return;
        }

        if (output.Decisions.Count == 0)
        {
            Console.WriteLine($"Nothing was ever decided about {output.Customer}: no reason to contact this customer has come up at a planning.");
        }

        foreach (var decision in output.Decisions)
        {
            Console.WriteLine($"{Local(decision.DecidedAt, zone)}  {decision.Outcome} (rule: {decision.Rule})");
            Console.WriteLine($"  proposed: {decision.Proposed.Text}");
            var opens = decision.OpensAt is { } instant ? $"; possible from {Local(instant, zone)}" : string.Empty;
            Console.WriteLine($"  decided:  {decision.Decided.Text}{opens}");
        }

        foreach (var contact in output.Contacts)
        {
            var because = contact.StateReason is { } reason ? $" ({reason.Text})" : string.Empty;
            Console.WriteLine($"{Local(contact.DueAt, zone)}  {contact.Channel}: {contact.State}{because}");
        }
    }

    // People at a shell read the clock of the business; programs get instants.
    private static string Local(string instant, DateTimeZone zone) =>
        InstantPattern.ExtendedIso.Parse(instant).Value.InZone(zone).ToString("uuuu-MM-dd HH:mm z", CultureInfo.InvariantCulture);
}
