namespace CrmKit.Tool;

/// <summary>What could be said today.</summary>
internal sealed record DueOutput(string Day, IReadOnlyList<DueContactOutput> Due)
{
    public void Print(bool explain)
    {
        Console.WriteLine(FormattableString.Invariant($"{Day}: {Due.Count:N0} candidates, {Due.Count(due => due.Closed is null && !due.Planned):N0} of them open and not planned yet."));
        foreach (var due in Due)
        {
            var state = due.Planned ? "planned" : due.Closed is null ? "open" : due.Gate;
            Console.WriteLine($"  {due.Customer}  {due.Channel ?? "-",-5}  {state,-12}  {due.Why.Text}{(due.Owed ? " (owed)" : string.Empty)}");
            if (explain)
            {
                PrintTerms(due);
            }
        }
    }

    private static void PrintTerms(DueContactOutput due)
    {
        Console.WriteLine(FormattableString.Invariant($"      {due.Reason} {due.Occurrence}: {due.Class}, {due.Kind}{(due.Topic is { } topic ? $" about {topic}" : string.Empty)}, until {due.Until}, worth {due.Value:N0} (minor units)"));
        foreach (var (name, value) in due.Why.Arguments)
        {
            Console.WriteLine($"      {name} = {value}");
        }

        if (due.Closed is { } closed)
        {
            Console.WriteLine($"      closed by {due.Gate}: {closed.Text}");
        }
    }
}
