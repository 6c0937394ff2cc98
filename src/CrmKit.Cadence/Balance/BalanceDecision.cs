namespace CrmKit.Cadence;

/// <summary>Whether a contact keeps the balance of content.</summary>
/// <param name="IsKept">Whether it does.</param>
/// <param name="Reason">Why, with the figures.</param>
public sealed record BalanceDecision(bool IsKept, Reason Reason);
