using CrmKit.Scheduling;

namespace CrmKit.Tool;

/// <summary>The days to come, and how good the plan is: value and proven bound in minor units.</summary>
internal sealed record HorizonOutput(IReadOnlyList<AheadOutput> Ahead, long Value, long Bound, double Gap)
{
    public static HorizonOutput From(HorizonPlan plan) => new([.. plan.Ahead.Select(AheadOutput.From)], plan.Value, plan.Bound, plan.Gap);

    public void Print()
    {
        foreach (var day in Ahead.GroupBy(contact => contact.Day, StringComparer.Ordinal))
        {
            Console.WriteLine(FormattableString.Invariant($"  {day.Key}  {day.Count(),5:N0} to come, {day.Count(contact => contact.Owed):N0} of them owed"));
        }

        Console.WriteLine(FormattableString.Invariant($"  The plan of all days is worth {Value:N0} in minor units; no other is worth more than {Bound:N0}. Days to come promise nothing."));
    }
}
