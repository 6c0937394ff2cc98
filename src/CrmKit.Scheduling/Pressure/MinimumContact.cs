namespace CrmKit.Scheduling;

/// <summary>How many caring contacts any so many consecutive customer-local days hold at least: the counterpart of <see cref="TouchCap"/>.</summary>
/// <remarks>
/// Caring contacts are those of <see cref="TouchClassRules.IsCaring"/>: they give attention or something of use, and are no part of a purchase.
/// <c>default</c> is <see cref="None"/>: no minimum is a value of its own.
/// </remarks>
public readonly record struct MinimumContact
{
    private MinimumContact(int count, int days)
    {
        Count = count;
        WindowDays = days;
    }

    /// <summary>No minimum.</summary>
    public static MinimumContact None => default;

    /// <summary>Whether there is no minimum.</summary>
    public bool IsNone => WindowDays == 0;

    /// <summary>Fewest caring contacts in a window, 1 or more; 0 for <see cref="None"/>.</summary>
    public int Count { get; }

    /// <summary>Length of the rolling window in days; 0 for <see cref="None"/>.</summary>
    public int WindowDays { get; }

    /// <summary>A minimum.</summary>
    /// <param name="count">Fewest caring contacts in any window, 1 to 1,000.</param>
    /// <param name="windowDays">Length of the rolling window, 1 to 3,660 customer-local days.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static MinimumContact AtLeast(int count, int windowDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(windowDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windowDays, 3660);
        return new MinimumContact(count, windowDays);
    }

    /// <summary>For example <c>at least 1 in 180 days</c>.</summary>
    public override string ToString() => IsNone ? "none" : string.Create(CultureInfo.InvariantCulture, $"at least {Count} in {WindowDays} days");
}
