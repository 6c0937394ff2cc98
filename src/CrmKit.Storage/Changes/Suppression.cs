namespace CrmKit.Storage;

/// <summary>A contact point that must never be used again. Stores keep its keyed hash alone.</summary>
/// <param name="Customer">The customer at whom it was learned.</param>
/// <param name="Point">The contact point.</param>
public sealed record Suppression(CustomerId Customer, ContactPoint Point);
