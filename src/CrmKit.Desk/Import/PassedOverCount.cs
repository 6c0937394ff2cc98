using CrmKit.Import;

namespace CrmKit.Desk;

/// <summary>How many rows of a vendor's file gave nothing for one reason.</summary>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Rows">Rows, 1 or more.</param>
public readonly record struct PassedOverCount(string File, PassedOver Reason, long Rows);
