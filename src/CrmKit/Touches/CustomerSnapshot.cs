namespace CrmKit;

/// <summary>What touch sources see of a customer: snapshots only, never a store and never a model.</summary>
/// <param name="Customer">The person.</param>
/// <param name="Outlook">What is expected of the customer.</param>
/// <param name="LastPurchase">Day of the last purchase; <c>null</c> without one.</param>
/// <param name="LastContact">Customer-local day of the last contact that left (<see cref="TouchClassRules.CountsAsContact"/>); <c>null</c> without one.</param>
public sealed record CustomerSnapshot(Customer Customer, CustomerOutlook Outlook, LocalDate? LastPurchase, LocalDate? LastContact)
{
    /// <summary>What happened so far; empty where nobody read it.</summary>
    public RelationshipHistory History { get; init; } = RelationshipHistory.Empty;

    /// <summary>What the person said about being contacted; empty where nobody read it. Sources may heed a refusal; the gates do in any case.</summary>
    public ConsentLedger Consents { get; init; } = ConsentLedger.Empty;
}
