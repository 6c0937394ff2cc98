namespace CrmKit;

/// <summary>A decision that consecutive plannings took again: shown once, with from when until when.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them, on the newest facts; equal to <paramref name="First"/> where it was taken once.</param>
/// <param name="Times">How often it was taken.</param>
public sealed record DecisionSpan(PlanDecision First, PlanDecision Last, int Times)
{
    /// <summary>When it was taken first.</summary>
    public Instant From => First.DecidedAt;

    /// <summary>When it was taken last.</summary>
    public Instant Until => Last.DecidedAt;

    /// <summary>Puts equal decisions of consecutive plannings together, contact by contact.</summary>
    /// <remarks>
    /// Decisions about one contact are equal where outcome, rule, what decided, the opening and the rules in force are. Why it was proposed, the version of the facts and the
    /// instant may differ: they grow with every day that the contact waits. A decision about another contact in between parts nothing.
    /// </remarks>
    /// <param name="decisions">Decisions, oldest first.</param>
    /// <returns>Spans in order of their first decision.</returns>
    public static ImmutableArray<DecisionSpan> Of(IEnumerable<PlanDecision> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var spans = new List<DecisionSpan>();
        var latest = new Dictionary<TouchKey, int>();
        foreach (var decision in decisions)
        {
            if (latest.TryGetValue(decision.Key, out var place) && IsSame(spans[place].Last, decision))
            {
                spans[place] = spans[place] with { Last = decision, Times = spans[place].Times + 1 };
            }
            else
            {
                latest[decision.Key] = spans.Count;
                spans.Add(new DecisionSpan(decision, decision, 1));
            }
        }

        return [.. spans];
    }

    private static bool IsSame(PlanDecision left, PlanDecision right) =>
        left.Outcome == right.Outcome
        && string.Equals(left.Rule, right.Rule, StringComparison.Ordinal)
        && left.OpensAt == right.OpensAt
        && string.Equals(left.PolicyVersion, right.PolicyVersion, StringComparison.Ordinal)
        && left.DecidedBecause.Equals(right.DecidedBecause)
        && Equals(left.InForce, right.InForce);
}
