namespace CrmKit.Desk;

/// <summary>What an erasure did.</summary>
/// <param name="People">How many people were forgotten; records of one person count once, and an unknown id not at all.</param>
/// <param name="Copies">How many copies of messages were deleted from the archives of senders.</param>
public sealed record ErasureReport(int People, int Copies);
