namespace CrmKit.Import;

/// <summary>A column that a reader knows.</summary>
/// <param name="Index">Its place, -1 where the file has none.</param>
/// <param name="Name">What faults call it.</param>
internal readonly record struct RowColumn(int Index, string Name);
