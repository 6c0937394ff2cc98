namespace CrmKit.Storage;

/// <summary>A worker's hold on a row. Every change that the worker makes is a compare-and-set on the token, which a takeover erases.</summary>
/// <param name="Row">The row as claimed.</param>
/// <param name="Token">Unique to this claim.</param>
/// <param name="LeaseUntil">When others may take the row over, on the store's clock; sending begins before, its outcome is taken until another does.</param>
public sealed record OutboxClaim(OutboxRow Row, Guid Token, Instant LeaseUntil);
