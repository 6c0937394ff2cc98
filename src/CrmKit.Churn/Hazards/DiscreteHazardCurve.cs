using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>How long customers of one kind stay by a discrete-time hazard: a step at the end of each period. Immutable and thread-safe.</summary>
public sealed class DiscreteHazardCurve : IResidualMean
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

    /// <inheritdoc/>
    /// <remarks>The rest of the current period and a geometric sum over each band from then on.</remarks>
    public Lifetime ResidualMean(double age, double hazardRatio)
    {
        if (!(age >= 0 && double.IsFinite(age)))
        {
            throw new ArgumentOutOfRangeException(nameof(age), age, "An age is 0 or more and finite.");
        }

        if (!(hazardRatio >= 0 && double.IsFinite(hazardRatio)))
        {
            throw new ArgumentOutOfRangeException(nameof(hazardRatio), hazardRatio, "A hazard ratio is 0 or more and finite.");
        }

        if (!(hazardRatio * -_logStay[^1] > 0))
        {
            return Lifetime.Infinite;
        }

        var period = ObservedPeriods.Whole(age) + 1;
        var (sum, left) = (Math.Max(0, period - age), 0.0);
        for (var band = _bands.BandOf(period); band < _bands.Count; band++)
        {
            // e^s + e^2s + ... over the periods of the band.
            var stay = hazardRatio * _logStay[band];
            double periods = _bands.LastPeriod(band) - Math.Max(period, _bands.FirstPeriod(band)) + 1;
            var isLast = band + 1 == _bands.Count;
            sum += Math.Exp(left + stay) * (stay == 0 ? periods : isLast ? -1 / SpecialFunctions.Expm1(stay) : SpecialFunctions.Expm1(periods * stay) / SpecialFunctions.Expm1(stay));
            left += periods * stay;
        }

        return double.IsFinite(sum) ? Lifetime.Finite(sum) : Lifetime.Infinite;
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
