namespace CrmKit.Scheduling;

/// <summary>How many contacts the business makes on one day.</summary>
/// <remarks><c>default</c> is <see cref="None"/>: no limit is a value of its own, not a limit of zero.</remarks>
public readonly record struct DayLimit
{
    private readonly int _maxPlusOne;

    private DayLimit(int max) => _maxPlusOne = max + 1;

    /// <summary>No limit.</summary>
    public static DayLimit None => default;

    /// <summary>Whether there is no limit.</summary>
    public bool IsNone => _maxPlusOne == 0;

    /// <summary>Most contacts on a day; <see cref="int.MaxValue"/> for <see cref="None"/>.</summary>
    public int Max => IsNone ? int.MaxValue : _maxPlusOne - 1;

    /// <summary>A limit.</summary>
    /// <param name="max">Most contacts on a business-local day, 0 to 1,000,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public static DayLimit AtMost(int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 1_000_000_000);
        return new DayLimit(max);
    }

    /// <summary>For example <c>40 a day</c>.</summary>
    public override string ToString() => IsNone ? "none" : string.Create(CultureInfo.InvariantCulture, $"{Max} a day");
}
