namespace CrmKit.Storage;

/// <summary>A merge and its place in the order of recording.</summary>
internal sealed record MemoryMerge(long Number, RecordMerge Merge);
