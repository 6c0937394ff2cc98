namespace CrmKit;

/// <summary>How far a refusal reaches that merges of records concluded: a function of what was said and of the merges, whenever it is written down.</summary>
/// <param name="KnownSince">Since when all of it was known that it is concluded from: the refusal and the merge.</param>
/// <param name="Until">From when on it does not count any more by what is known already, since an agreement that is dated ahead counts from then on; <c>null</c> for no such instant.</param>
/// <param name="IsForItsPurposeAlone">Whether an objection is about its purpose, and its topic where it has one, and not about everything: where it was said, it was lifted for others.</param>
public sealed record ConclusionTerms(Instant KnownSince, Instant? Until = null, bool IsForItsPurposeAlone = false);
