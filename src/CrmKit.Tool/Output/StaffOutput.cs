namespace CrmKit.Tool;

/// <summary>A contact that a human decides on.</summary>
internal sealed record StaffOutput(string Customer, ReasonOutput Proposed, ReasonOutput Decided)
{
    public static StaffOutput From(PlanDecision decision) => new(decision.Key.Customer.Value, ReasonOutput.From(decision.ProposedBecause), ReasonOutput.From(decision.DecidedBecause));
}
