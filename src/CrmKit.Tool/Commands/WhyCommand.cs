using System.CommandLine;
using System.Text.Json;
using CrmKit.Desk;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary><c>crmkit why</c>.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var customer = CustomerArgument.Create("customer", "The customer's key.");
        var command = new Command("why", "Tell why a customer was, will be, or was not contacted, from the stored decisions.") { customer };
        common.AddTo(command);
        command.SetGuardedAction(common, async (parsed, cancellationToken) =>
        {
            var business = common.Business.Read(parsed, parsed.GetRequiredValue(common.Database).FullName);
            var id = CustomerArgument.Read(parsed, customer);
            var store = await common.OpenAsync(parsed, business, toWrite: false, cancellationToken).ConfigureAwait(false);
            await using var _ = store.ConfigureAwait(false);
            await CustomerArgument.RequireKnownAsync(store, id, cancellationToken).ConfigureAwait(false);
            var explanation = await new CrmDesk(store, business.DeskOptions).WhyAsync(id, cancellationToken).ConfigureAwait(false);
            Print(parsed.GetValue(common.Json), WhyOutput.From(explanation), business.DateTimeZone);
        });
        return command;
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
            var again = decision.Times > 1 ? $"; again until {Local(decision.Until, zone)}, {decision.Times} times in all" : string.Empty;
            Console.WriteLine($"{Local(decision.DecidedAt, zone)}  {decision.Outcome} (rule: {decision.Rule}){again}");
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
