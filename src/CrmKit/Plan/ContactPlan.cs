namespace CrmKit;

/// <summary>Whom to contact on one day, how and why; and what became of every other candidate.</summary>
/// <param name="Day">The business-local day.</param>
/// <param name="Touches">The contacts, in order of sending.</param>
/// <param name="Decisions">One decision per candidate, in order of its key.</param>
public sealed record ContactPlan(LocalDate Day, ImmutableArray<PlannedTouch> Touches, ImmutableArray<PlanDecision> Decisions)
{
    /// <summary>How many candidates had an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public int Count(PlanOutcome outcome) => Decisions.Count(decision => decision.Outcome == outcome);
}
