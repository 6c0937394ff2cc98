using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>Why a customer was, will be, or was not contacted.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Decisions">The stored decisions, oldest first.</param>
/// <param name="Contacts">The effects in the outbox, by due time.</param>
public sealed record CustomerExplanation(CustomerId Customer, ImmutableArray<PlanDecision> Decisions, ImmutableArray<OutboxRow> Contacts)
{
    /// <summary>The decisions with those that consecutive plannings took again shown once.</summary>
    public ImmutableArray<DecisionSpan> Spans { get; } = DecisionSpan.Of(Decisions);
}
