namespace CrmKit;

/// <summary>How many contacts any so many consecutive customer-local days may hold.</summary>
/// <remarks><c>default</c> is <see cref="None"/>: no cap is a value of its own, not a cap of zero.</remarks>
public readonly record struct TouchCap
{
    private TouchCap(int max, int days)
    {
        Max = max;
        WindowDays = days;
    }

    /// <summary>No cap.</summary>
    public static TouchCap None => default;

    /// <summary>Whether there is no cap.</summary>
    public bool IsNone => WindowDays == 0;

    /// <summary>Most contacts in a window, 0 or more; meaningless for <see cref="None"/>.</summary>
    public int Max { get; }

    /// <summary>Length of the rolling window in days; 0 for <see cref="None"/>.</summary>
    public int WindowDays { get; }

    /// <summary>A cap.</summary>
    /// <param name="max">Most contacts in any window, 0 or more; 0 stops all that obey the cap.</param>
    /// <param name="windowDays">Length of the rolling window, 1 to 3,660 customer-local days.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static TouchCap AtMost(int max, int windowDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windowDays, 3660);
        return new TouchCap(max, windowDays);
    }

    /// <summary>For example <c>2 in 30 days</c>.</summary>
    public override string ToString() => IsNone ? "none" : string.Create(CultureInfo.InvariantCulture, $"{Max} in {WindowDays} days");
}
