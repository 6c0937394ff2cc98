namespace CrmKit.Storage;

/// <summary>A statement that merges concluded and that stands. For those who write a store.</summary>
/// <param name="Number">By what the store finds it.</param>
/// <param name="Recorded">The statement.</param>
/// <param name="Absorbed">The record that the merge absorbed which concluded it; <c>null</c> where that merge was undone.</param>
public sealed record StoredConclusion(long Number, RecordedConsent Recorded, CustomerId? Absorbed);
