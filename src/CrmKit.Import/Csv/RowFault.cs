namespace CrmKit.Import;

/// <summary>What is wrong with one row. It never shows what stands there: where columns have slipped, a personal value may stand in any of them.</summary>
/// <param name="Reason">The kind of fault.</param>
/// <param name="Column">The column's name, or <c>null</c> where the fault concerns the whole record.</param>
/// <param name="Expected">What was expected, in words that continue "expected", without anything from the file.</param>
internal readonly record struct RowFault(RejectReason Reason, string? Column, string Expected);
