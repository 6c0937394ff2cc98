namespace CrmKit.Import;

/// <summary>How many lines were set aside for one reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Lines">Lines, 1 or more.</param>
public readonly record struct RejectCount(RejectReason Reason, long Lines);
