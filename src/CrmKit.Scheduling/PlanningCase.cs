namespace CrmKit.Scheduling;

/// <summary>One customer before the planner: what the gates look at, and what could be done.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="Candidates">The candidates, all of this customer.</param>
public sealed record PlanningCase(GateFacts Facts, ImmutableArray<TouchCandidate> Candidates)
{
    /// <summary>The candidates, all of this customer.</summary>
    public ImmutableArray<TouchCandidate> Candidates
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = Candidates.IsDefault ? [] : Candidates;
}
