namespace CrmKit.Churn;

/// <summary>Periods of tenure gathered into bands in which the hazard of one kind of customer is constant. Immutable.</summary>
/// <remarks>Periods count from 1, the first after the beginning. The last band goes on for ever.</remarks>
public sealed class TenureBands
{
    private readonly long[] _starts;

    private TenureBands(long[] starts) => _starts = starts;

    /// <summary>1, 2-3, 4-6, 7-12, 13-24, 25-48 and 49 on: months of a subscription.</summary>
    public static TenureBands Months { get; } = StartingAt(1, 2, 4, 7, 13, 25, 49);

    /// <summary>One band for all periods: the hazard does not depend on tenure.</summary>
    public static TenureBands One { get; } = StartingAt(1);

    /// <summary>Number of bands, 1 or more.</summary>
    public int Count => _starts.Length;

    /// <summary>Bands by the period at which each begins; each reaches up to the next.</summary>
    /// <param name="periods">The first periods, rising, the first of them 1.</param>
    /// <exception cref="ArgumentException">There is none, the first is not 1, or they do not rise.</exception>
    public static TenureBands StartingAt(params ReadOnlySpan<int> periods)
    {
        if (periods.IsEmpty || periods[0] != 1)
        {
            throw new ArgumentException("The first band begins at period 1.", nameof(periods));
        }

        var starts = new long[periods.Length];
        for (var band = 0; band < periods.Length; band++)
        {
            starts[band] = band == 0 || periods[band] > periods[band - 1]
                ? periods[band]
                : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Band {band + 1} begins at {periods[band]}, which is not after {periods[band - 1]}."), nameof(periods));
        }

        return new TenureBands(starts);
    }

    /// <summary>The band of a period.</summary>
    /// <param name="period">1 or more.</param>
    /// <returns>0 to <see cref="Count"/> - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 1.</exception>
    public int BandOf(long period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var place = Array.BinarySearch(_starts, period);
        return place >= 0 ? place : ~place - 1;
    }

    /// <summary>The first period of a band.</summary>
    /// <param name="band">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public long FirstPeriod(int band)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(band);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, Count);
        return _starts[band];
    }

    /// <summary>The last period of a band; the largest number for the last one.</summary>
    /// <param name="band">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public long LastPeriod(int band)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(band);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, Count);
        return band + 1 < Count ? _starts[band + 1] - 1 : long.MaxValue;
    }

    /// <summary>For example <c>1</c>, <c>2-3</c> or <c>49+</c>.</summary>
    /// <param name="band">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public string Label(int band)
    {
        var (first, last) = (FirstPeriod(band), LastPeriod(band));
        return last == long.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{first}+")
            : first == last ? first.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{first}-{last}");
    }
}
