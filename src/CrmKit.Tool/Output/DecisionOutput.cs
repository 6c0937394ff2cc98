using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>One stored decision.</summary>
internal sealed record DecisionOutput(string DecidedAt, string Outcome, string Rule, string Occurrence, ReasonOutput Proposed, ReasonOutput Decided, string? OpensAt, string PolicyVersion, string ZoneData)
{
    public static DecisionOutput From(PlanDecision decision) => new(
        InstantPattern.ExtendedIso.Format(decision.DecidedAt),
        decision.Outcome.ToString().ToLowerInvariant(),
        decision.Rule,
        decision.Key.Occurrence,
        ReasonOutput.From(decision.ProposedBecause),
        ReasonOutput.From(decision.DecidedBecause),
        decision.OpensAt is { } opens ? InstantPattern.ExtendedIso.Format(opens) : null,
        decision.PolicyVersion,
        decision.ZoneDataVersion);
}
