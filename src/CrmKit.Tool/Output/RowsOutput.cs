namespace CrmKit.Tool;

/// <summary>How many rows of a file gave nothing, and why.</summary>
internal sealed record RowsOutput(string File, string Reason, long Rows);
