namespace CrmKit.Cadence;

/// <summary>A contact that is promised to a row of a column.</summary>
/// <param name="Row">Place in the column.</param>
/// <param name="Day">The day, as <see cref="DayNumber"/> has it.</param>
public readonly record struct PromisedRow(int Row, int Day);
