namespace CrmKit.Storage;

/// <summary>A record as it was given under its own id, whomever it is one with.</summary>
/// <param name="Customer">The record.</param>
/// <param name="RecordedAt">When it was last changed.</param>
public sealed record StoredCustomer(Customer Customer, Instant RecordedAt);
