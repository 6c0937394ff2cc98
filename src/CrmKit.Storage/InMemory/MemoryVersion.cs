namespace CrmKit.Storage;

/// <summary>A former content of a record.</summary>
internal sealed record MemoryVersion(Customer Customer, Instant RecordedAt, Instant SupersededAt);
