using CrmKit.Desk;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>Why a customer was, will be, or was not contacted.</summary>
internal sealed record WhyOutput(string Customer, IReadOnlyList<DecisionOutput> Decisions, IReadOnlyList<ContactOutput> Contacts)
{
    public static WhyOutput From(CustomerExplanation explanation, DateTimeZone businessZone) => new(
        explanation.Customer.Value,
        [.. explanation.Decisions.Select(DecisionOutput.From)],
        [.. explanation.Contacts.Select(row => ContactOutput.From(row, businessZone))]);
}

/// <summary>One stored decision.</summary>
internal sealed record DecisionOutput(string DecidedAt, string Outcome, string Rule, string Occurrence, ReasonOutput Proposed, ReasonOutput Decided, string PolicyVersion, string ZoneData)
{
    public static DecisionOutput From(PlanDecision decision) => new(
        InstantPattern.ExtendedIso.Format(decision.DecidedAt),
        decision.Outcome.ToString().ToLowerInvariant(),
        decision.Rule,
        decision.Key.Occurrence,
        ReasonOutput.From(decision.ProposedBecause),
        ReasonOutput.From(decision.DecidedBecause),
        decision.PolicyVersion,
        decision.ZoneDataVersion);
}
