using CrmKit.Desk;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>A customer whom no day gives the caring contact that is owed, and the rules that cannot all be kept.</summary>
internal sealed record InfeasibleOutput(string Customer, IReadOnlyList<ConflictOutput> Conflicts, string? FirstPossible)
{
    public static InfeasibleOutput From(InfeasibleMinimum infeasible) => new(
        infeasible.Customer.Value,
        [.. infeasible.Conflicts.Select(conflict => new ConflictOutput(conflict.Rule, ReasonOutput.From(conflict.Reason)))],
        infeasible.FirstPossible is { } day ? LocalDatePattern.Iso.Format(day) : null);
}
