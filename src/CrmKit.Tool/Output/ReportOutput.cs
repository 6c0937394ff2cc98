namespace CrmKit.Tool;

/// <summary>Where a report went; of a past instant, also how many people known then have been forgotten since.</summary>
internal sealed record ReportOutput(string Path, int Customers, string? KnownAt, int? ErasedSince);
