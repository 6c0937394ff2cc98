namespace CrmKit.Storage;

/// <summary>A statement.</summary>
/// <param name="Number">Its place in the order of recording.</param>
/// <param name="Recorded">The statement.</param>
/// <param name="Merge">The number of the merge that concluded it; <c>null</c> for what was said.</param>
internal sealed record MemoryConsent(long Number, RecordedConsent Recorded, long? Merge = null);
