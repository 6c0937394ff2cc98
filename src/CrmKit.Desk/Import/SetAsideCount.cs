using CrmKit.Import;

namespace CrmKit.Desk;

/// <summary>How many rows of a file were set aside for one reason.</summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Rows">Rows, 1 or more.</param>
public readonly record struct SetAsideCount(string File, RejectReason Reason, long Rows);
