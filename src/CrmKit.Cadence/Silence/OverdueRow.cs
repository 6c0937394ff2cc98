namespace CrmKit.Cadence;

/// <summary>A row of a column whose silence is too long.</summary>
/// <param name="Row">Place in the column.</param>
/// <param name="Days">Days of silence, above the bound.</param>
public readonly record struct OverdueRow(int Row, int Days);
