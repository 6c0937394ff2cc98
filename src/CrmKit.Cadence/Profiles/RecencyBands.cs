namespace CrmKit.Cadence;

/// <summary>All people by the days since their last purchase, and those who never bought as a band of their own.</summary>
/// <remarks>A band begins where the one before it ends, the first at day 0, and the last has no end: everybody is in exactly one, whatever the figures.</remarks>
public sealed record RecencyBands
{
    /// <summary>Puts bands in a row.</summary>
    /// <param name="neverBought">The people who never bought; it has no end.</param>
    /// <param name="bands">The people who bought, most recent first: ends ascend, the last has none, factors never fall.</param>
    /// <exception cref="ArgumentException">A figure is outside its range; the message names the field.</exception>
    public RecencyBands(RecencyBand neverBought, params ImmutableArray<RecencyBand> bands)
    {
        ArgumentNullException.ThrowIfNull(neverBought);
        if (BandCheck.Fault(neverBought, bands) is { } fault)
        {
            throw new ArgumentException(fault.ToString(), nameof(bands));
        }

        NeverBought = neverBought;
        Bought = bands;
    }

    /// <summary>The people who never bought.</summary>
    public RecencyBand NeverBought { get; }

    /// <summary>The people who bought, most recent first.</summary>
    public ImmutableArray<RecencyBand> Bought { get; }

    /// <summary>The band of a person.</summary>
    /// <param name="daysSincePurchase">Days since the last purchase, 0 or more; <c>null</c> for somebody who never bought.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are below zero.</exception>
    public RecencyBand Of(int? daysSincePurchase)
    {
        if (daysSincePurchase is not { } days)
        {
            return NeverBought;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(days, nameof(daysSincePurchase));
        foreach (var band in Bought)
        {
            if (!(days >= band.BelowDays))
            {
                return band;
            }
        }

        return Bought[^1];
    }

    /// <summary>Value equality, bands compared in order.</summary>
    /// <param name="other">The other bands.</param>
    public bool Equals(RecencyBands? other) => other is not null && NeverBought == other.NeverBought && Bought.AsSpan().SequenceEqual(other.Bought.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(NeverBought, Bought.Length);
}
