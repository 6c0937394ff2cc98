namespace CrmKit.Tool;

/// <summary>Where a report went.</summary>
internal sealed record ReportOutput(string Path, int Customers);
