using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>One stored decision, with when it was taken last and how often.</summary>
internal sealed record DecisionOutput(string DecidedAt, string Outcome, string Rule, string Occurrence, ReasonOutput Proposed, ReasonOutput Decided, string? OpensAt, string PolicyVersion, string ZoneData, string Until, int Times, ReasonOutput? InForce, ReasonOutput? ReliedOn)
{
    public static DecisionOutput From(DecisionSpan span) => From(span, span.Last);

    private static DecisionOutput From(DecisionSpan span, PlanDecision decision) => new(
        InstantPattern.ExtendedIso.Format(span.From),
        decision.Outcome.ToString().ToLowerInvariant(),
        decision.Rule,
        decision.Key.Occurrence,
        ReasonOutput.From(decision.ProposedBecause),
        ReasonOutput.From(decision.DecidedBecause),
        decision.OpensAt is { } opens ? InstantPattern.ExtendedIso.Format(opens) : null,
        decision.PolicyVersion,
        decision.ZoneDataVersion,
        InstantPattern.ExtendedIso.Format(span.Until),
        span.Times,
        decision.InForce is { } inForce ? ReasonOutput.From(inForce) : null,
        decision.ReliedOn is { } reliedOn ? ReasonOutput.From(reliedOn) : null);
}
