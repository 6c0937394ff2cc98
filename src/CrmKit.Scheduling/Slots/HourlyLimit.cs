namespace CrmKit.Scheduling;

/// <summary>How many contacts of a channel leave within one hour.</summary>
/// <remarks><c>default</c> is <see cref="None"/>: no limit is a value of its own, not a limit of zero.</remarks>
public readonly record struct HourlyLimit
{
    private readonly int _maxPlusOne;

    private HourlyLimit(int max) => _maxPlusOne = max + 1;

    /// <summary>No limit.</summary>
    public static HourlyLimit None => default;

    /// <summary>Whether there is no limit.</summary>
    public bool IsNone => _maxPlusOne == 0;

    /// <summary>Most contacts in an hour; <see cref="int.MaxValue"/> for <see cref="None"/>.</summary>
    public int Max => IsNone ? int.MaxValue : _maxPlusOne - 1;

    /// <summary>A limit.</summary>
    /// <param name="max">Most contacts in an hour, 0 to 1,000,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public static HourlyLimit AtMost(int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 1_000_000_000);
        return new HourlyLimit(max);
    }

    /// <summary>For example <c>100 an hour</c>.</summary>
    public override string ToString() => IsNone ? "none" : string.Create(CultureInfo.InvariantCulture, $"{Max} an hour");
}
