namespace CrmKit.Storage;

/// <summary>How a worker lets go of one row.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record SendingEnd(OutboxClaim Claim, OutboxOutcome Outcome);
