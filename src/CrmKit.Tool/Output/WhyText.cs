using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>Stored decisions and contacts in words, on the clock of the business; programs get instants.</summary>
internal sealed class WhyText(DateTimeZone zone)
{
    public void Print(WhyOutput output)
    {
        if (output.Decisions.Count == 0)
        {
            Console.WriteLine($"Nothing was ever decided about {output.Customer}: no reason to contact this customer has come up at a planning.");
        }

        Print(output.Decisions);
        foreach (var contact in output.Contacts)
        {
            var because = contact.StateReason is { } reason ? $" ({reason.Text})" : string.Empty;
            Console.WriteLine($"{Local(contact.DueAt)}  {contact.Channel}: {contact.State}{because}");
        }
    }

    public void Print(TouchWhyOutput output)
    {
        var at = output.LeftAt is { } left ? $" at {Local(left)}" : output.Contact is { State: "planned" } due ? $" for {Local(due.DueAt)}" : string.Empty;
        var because = output.Because is { } reason ? $": {reason.Text}" : string.Empty;
        Console.WriteLine($"{output.Customer} {output.Touch}: {output.Standing}{at}{because}");
        if (output.Decisions.Count == 0)
        {
            Console.WriteLine("No planning ever decided about this contact.");
        }

        Print(output.Decisions);
    }

    private void Print(IReadOnlyList<DecisionOutput> decisions)
    {
        foreach (var decision in decisions)
        {
            var again = decision.Times > 1 ? $"; again until {Local(decision.Until)}, {decision.Times} times in all" : string.Empty;
            Console.WriteLine($"{Local(decision.DecidedAt)}  {decision.Outcome} (rule: {decision.Rule}){again}");
            Console.WriteLine($"  contact:  {decision.Proposed.Code}/{decision.Occurrence}");
            Console.WriteLine($"  proposed: {decision.Proposed.Text}");
            var opens = decision.OpensAt is { } instant ? $"; possible from {Local(instant)}" : string.Empty;
            Console.WriteLine($"  decided:  {decision.Decided.Text}{opens}");
        }
    }

    private string Local(string instant) =>
        InstantPattern.ExtendedIso.Parse(instant).Value.InZone(zone).ToString("uuuu-MM-dd HH:mm z", CultureInfo.InvariantCulture);
}
