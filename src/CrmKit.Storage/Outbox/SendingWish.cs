namespace CrmKit.Storage;

/// <summary>The wish to send one row.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="JudgedFactsVersion">The version of the facts on which the gates were open.</param>
public sealed record SendingWish(OutboxClaim Claim, long JudgedFactsVersion);
