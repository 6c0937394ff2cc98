namespace CrmKit.Tool;

/// <summary>How many candidates a rule put off or refused.</summary>
internal sealed record PlanCountOutput(string Outcome, string Rule, int Count)
{
    public static IReadOnlyList<PlanCountOutput> From(ContactPlan plan) => [.. plan.Decisions
        .Where(decision => decision.Outcome != PlanOutcome.Planned)
        .GroupBy(decision => (decision.Outcome, decision.Rule))
        .OrderBy(group => group.Key)
        .Select(group => new PlanCountOutput(group.Key.Outcome.ToString().ToLowerInvariant(), group.Key.Rule, group.Count()))];
}
