namespace CrmKit.Import;

/// <summary>What is heeded of a row that is set aside, so that whoever refused stays refused.</summary>
/// <param name="Given">What is given of it.</param>
/// <param name="IsLost">Whether the row refuses something, or may, that is not given: its day, its address or its person cannot be read, or nobody is known there.</param>
internal readonly record struct HeededRow<T>(ImmutableArray<T> Given, bool IsLost)
{
    /// <summary>A row that keeps nobody from contact.</summary>
    public static HeededRow<T> Nothing { get; } = new([], IsLost: false);
}
