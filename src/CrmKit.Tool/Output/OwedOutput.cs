using CrmKit.Desk;
using CrmKit.Scheduling;

namespace CrmKit.Tool;

/// <summary>What a minimum of caring contact came to: whom it cannot be kept for, and how many wait for room in the day.</summary>
internal sealed record OwedOutput(IReadOnlyList<InfeasibleOutput> Infeasible, int Waiting)
{
    public static OwedOutput From(PlanResult planned) => new([.. planned.Infeasible.Select(InfeasibleOutput.From)], planned.OwedWaiting);

    /// <summary>Counts by the rules that stand against the minimum; customers are named in the JSON alone.</summary>
    public void Print()
    {
        if (Waiting > 0)
        {
            Console.WriteLine(FormattableString.Invariant($"  {Waiting:N0} overdue for care wait for room in the day's limit"));
        }

        var groups = Infeasible
            .GroupBy(item => string.Join(" and ", item.Conflicts.Select(conflict => conflict.Rule).Where(rule => rule != MinimumContactPolicy.Rule).Distinct(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            Console.WriteLine(FormattableString.Invariant($"  {group.Count():N0} owed care that no day allows, by {group.Key}"));
        }
    }
}
