namespace CrmKit.Churn;

/// <summary>How long customers of one kind stay by a discrete-time hazard: a step at the end of each period. Immutable and thread-safe.</summary>
public sealed class DiscreteHazardCurve : ISurvivalCurve
{
    private readonly TenureBands _bands;
    private readonly ImmutableArray<double> _logStay;

    internal DiscreteHazardCurve(TenureBands bands, ImmutableArray<double> logStay) => (_bands, _logStay) = (bands, logStay);

    /// <summary>Infinity: the hazard of the last band goes on.</summary>
    public double LastTime => double.PositiveInfinity;

    /// <inheritdoc/>
    public double LogSurvival(double time)
    {
        if (!(time >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, "The time must be 0 or more.");
        }

        if (double.IsPositiveInfinity(time))
        {
            // A hazard below the last digit of 1 still empties for ever.
            return _logStay[^1] < 0 ? double.NegativeInfinity : Before(_bands.Count - 1);
        }

        var periods = ObservedPeriods.Whole(time);
        if (periods == 0)
        {
            return 0;
        }

        var band = _bands.BandOf(periods);
        return Before(band) + ((periods - _bands.FirstPeriod(band) + 1) * _logStay[band]);
    }

    private double Before(int band)
    {
        double sum = 0;
        for (var b = 0; b < band; b++)
        {
            sum += (_bands.LastPeriod(b) - _bands.FirstPeriod(b) + 1) * _logStay[b];
        }

        return sum;
    }
}
