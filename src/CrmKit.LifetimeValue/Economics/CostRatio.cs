using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>How many times as much it costs this business to win a customer as to keep one.</summary>
/// <remarks>
/// That it is five times as much is folklore: it is reckoned from the business's own books or not at all. What was spent is known; how many came of it
/// is chance, a Poisson count, so that the logarithm of the ratio has the variance 1/won + 1/kept.
/// </remarks>
/// <param name="Ratio">Cost of one won over cost of one kept, above 0 and finite.</param>
/// <param name="Lower">Lower limit, above 0.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Level">Confidence level of the limits, between 0 and 1.</param>
public readonly record struct CostRatio(double Ratio, double Lower, double Upper, double Level)
{
    /// <summary>Reckons the ratio.</summary>
    /// <param name="won">What winning cost.</param>
    /// <param name="kept">What keeping cost, in the same currency.</param>
    /// <param name="level">Confidence level, between 0 and 1; 0.95 unless told.</param>
    /// <returns><c>null</c>, unknown, where nobody was won or kept, or where either cost nothing.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static CostRatio? Of(AcquisitionCost won, RetentionCost kept, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(won);
        ArgumentNullException.ThrowIfNull(kept);
        ModelDomain.Probability(level, nameof(level));
        if (won.Spend.Currency != kept.Spend.Currency)
        {
            throw new CurrencyMismatchException(won.Spend.Currency, kept.Spend.Currency);
        }

        if (won.PerCustomer is not { Amount: > 0 } winning || kept.PerCustomer is not { Amount: > 0 } keeping)
        {
            return null;
        }

        // The quotient of two amounts may be more than a decimal holds, never more than a double does.
        var ratio = (double)winning.Amount / (double)keeping.Amount;
        var margin = Math.Exp(SpecialFunctions.NormalQuantile(0.5 + (level / 2)) * Math.Sqrt((1d / won.Won) + (1d / kept.Kept)));
        return new CostRatio(ratio, ratio / margin, ratio * margin, level);
    }
}
