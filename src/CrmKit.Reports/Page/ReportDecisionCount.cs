namespace CrmKit.Reports;

/// <summary>How many candidates one reason kept from today's list.</summary>
/// <param name="Outcome">Whether they were put off or refused.</param>
/// <param name="ReasonCode">The code of the reason, one of <see cref="ReasonCodes"/> or a program's own.</param>
/// <param name="Count">How many.</param>
public sealed record ReportDecisionCount(PlanOutcome Outcome, string ReasonCode, int Count)
{
    /// <summary>Counts what a plan did not take, by outcome and reason: put off before refused, then the most frequent first, ties by code.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> is null.</exception>
    public static ImmutableArray<ReportDecisionCount> FromPlan(ContactPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Decisions
            .Where(decision => decision.Outcome != PlanOutcome.Planned)
            .GroupBy(decision => (decision.Outcome, decision.DecidedBecause.Code))
            .Select(group => new ReportDecisionCount(group.Key.Outcome, group.Key.Code, group.Count()))
            .OrderBy(count => count.Outcome)
            .ThenByDescending(count => count.Count)
            .ThenBy(count => count.ReasonCode, StringComparer.Ordinal)];
    }
}
