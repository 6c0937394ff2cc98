namespace CrmKit.Cadence;

/// <summary>A person around whom it has been silent for too long.</summary>
/// <param name="Customer">The person.</param>
/// <param name="Days">Days of silence, above the bound.</param>
/// <param name="Reason">Since when, against which bound.</param>
public sealed record OverdueSilence(CustomerId Customer, int Days, Reason Reason);
