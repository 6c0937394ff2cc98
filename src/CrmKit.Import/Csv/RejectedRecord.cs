namespace CrmKit.Import;

/// <summary>A record of a file that was set aside, and why.</summary>
/// <param name="Line">The physical line on which the record starts, from 1; of a card, that of the property at fault.</param>
/// <param name="Column">The column's name, or <c>null</c> where the fault concerns the whole record.</param>
/// <param name="Reason">The kind of fault.</param>
/// <param name="Expected">What was expected, in English words that continue "expected"; nothing in them comes from the record.</param>
/// <param name="Original">The record's bytes as they stand in the file, without the line break: whatever they hold, personal data too. Of a card, its lines as one quoted field.</param>
public sealed record RejectedRecord(long Line, string? Column, RejectReason Reason, string Expected, ReadOnlyMemory<byte> Original);
