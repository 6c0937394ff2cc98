namespace CrmKit.Import;

/// <summary>What is wrong with one row.</summary>
/// <param name="Reason">The kind of fault.</param>
/// <param name="Column">The column's name, or <c>null</c> where the fault concerns the whole record.</param>
/// <param name="Expected">What was expected, in words that continue "expected", without anything from the file.</param>
/// <param name="Found">A date or a number that was found instead; never a personal value. It stays out of rejects files, which hold the row itself.</param>
internal readonly record struct RowFault(RejectReason Reason, string? Column, string Expected, string? Found = null);
