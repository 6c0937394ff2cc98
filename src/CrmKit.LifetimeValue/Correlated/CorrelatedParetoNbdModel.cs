using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The Pareto/NBD model with dependence between how often a customer buys and how soon it leaves.</summary>
/// <remarks>
/// <para>
/// Purchase rates lambda are Gamma(r, alpha), dropout rates mu Gamma(s, beta); their joint density is the product of the two times
/// 1 + m (e^-lambda - c1)(e^-mu - c2), c1 = (alpha/(alpha + 1))^r, c2 = (beta/(beta + 1))^s: the Sarmanov family with exponential kernels (Lee 1996, Communications in
/// Statistics 25(6) 1207-1222; Park and Fader 2004, Modeling Browsing Behavior at Multiple Websites, Marketing Science 23(3) 280-303). m = 0 is the <see cref="ParetoNbdModel"/>;
/// m above 0 means that those who buy often leave soon.
/// </para>
/// <para>
/// e^-lambda is the chance of no purchase in one time unit. A model in weeks and one in days are therefore not the same family: m depends on the unit, and so, a little, does the
/// best log-likelihood. <see cref="Share"/> and <see cref="Correlation"/> are numbers without a unit. The correlation that the family can reach is bounded, and far below 1 where
/// alpha and beta are large: a unit near the typical gap between purchases leaves it the most room.
/// </para>
/// <para>
/// The published likelihood subtracts four Pareto/NBD likelihoods; here the dependence is a positive weight under the one integral over the unseen lifetime, so that far
/// parameters and m at its bound keep their digits: relative errors are near 1e-14, or what the rounding of the inputs itself moves. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed partial record CorrelatedParetoNbdModel : IPurchaseModel
{
    // An end of the range of m that was computed elsewhere differs by rounding.
    private const double Slack = 1e-12;

    /// <summary>Creates a model.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="s">Shape of the dropout rates, above 0.</param>
    /// <param name="beta">Scale of the dropout rates in time units, above 0.</param>
    /// <param name="m">Strength of the dependence, inside <see cref="Range"/>.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range or not finite.</exception>
    public CorrelatedParetoNbdModel(double r, double alpha, double s, double beta, double m, double daysPerTimeUnit = 7)
    {
        (R, Alpha) = (ModelDomain.Positive(r, nameof(r)), ModelDomain.Positive(alpha, nameof(alpha)));
        (S, Beta) = (ModelDomain.Positive(s, nameof(s)), ModelDomain.Positive(beta, nameof(beta)));
        DaysPerTimeUnit = ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
        var (lowest, highest) = Range(r, alpha, s, beta);
        if (!(m >= lowest * (1 + Slack) && m <= highest * (1 + Slack)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(m), m, string.Create(CultureInfo.InvariantCulture, $"The value must be {lowest} to {highest} for these r, alpha, s and beta."));
        }

        M = Math.Clamp(m, lowest, highest) + 0d;
    }

    /// <inheritdoc/>
    public string Name => "pareto-nbd-correlated";

    /// <summary>r, the shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>alpha, the scale of the purchase rates, in time units.</summary>
    public double Alpha { get; }

    /// <summary>s, the shape of the dropout rates.</summary>
    public double S { get; }

    /// <summary>beta, the scale of the dropout rates, in time units.</summary>
    public double Beta { get; }

    /// <summary>m, the strength of the dependence; it belongs to the time unit.</summary>
    public double M { get; }

    /// <summary>m as a share of its admissible range: -1 at the lowest, 0 without dependence, 1 at the highest.</summary>
    public double Share
    {
        get
        {
            var (lowest, highest) = Range(R, Alpha, S, Beta);
            return M < 0 ? -M / lowest : M / highest;
        }
    }

    /// <summary>The correlation coefficient of purchase and dropout rates: m c1 c2 sqrt(r s)/((alpha + 1)(beta + 1)), between -1 and 1.</summary>
    public double Correlation => M * Math.Exp(SarmanovTilt.LogMean(R, Alpha) + SarmanovTilt.LogMean(S, Beta)) * (Math.Sqrt(R) / (Alpha + 1)) * (Math.Sqrt(S) / (Beta + 1));

    /// <inheritdoc/>
    public double DaysPerTimeUnit { get; }

    /// <inheritdoc/>
    public ImmutableArray<ModelParameter> Parameters => [new("r", R), new("alpha", Alpha), new("s", S), new("beta", Beta), new("m", M)];

    private TiltedPurchases New => new(R, Alpha, S, Beta, new SarmanovTilt(R, Alpha, S, Beta, M));

    /// <summary>The values of m for which no pair of rates has a negative density: -1/max(c1 c2, (1 - c1)(1 - c2)) to 1/max(c1 (1 - c2), c2 (1 - c1)).</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="s">Shape of the dropout rates, above 0.</param>
    /// <param name="beta">Scale of the dropout rates in time units, above 0.</param>
    /// <returns>Both ends, finite; at most 1e250 in size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public static (double Lowest, double Highest) Range(double r, double alpha, double s, double beta)
    {
        var (first, second) = (ModelDomain.Positive(r, nameof(r)), ModelDomain.Positive(s, nameof(s)));
        return SarmanovRange.Of(first, ModelDomain.Positive(alpha, nameof(alpha)), second, ModelDomain.Positive(beta, nameof(beta)));
    }

    /// <summary>Creates a model from the share of the admissible range instead of m.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="s">Shape of the dropout rates, above 0.</param>
    /// <param name="beta">Scale of the dropout rates in time units, above 0.</param>
    /// <param name="share">See <see cref="Share"/>: -1 to 1.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range or not finite.</exception>
    public static CorrelatedParetoNbdModel OfShare(double r, double alpha, double s, double beta, double share, double daysPerTimeUnit = 7)
    {
        var (lowest, highest) = Range(r, alpha, s, beta);
        return share is >= -1 and <= 1
            ? new CorrelatedParetoNbdModel(r, alpha, s, beta, share < 0 ? -share * lowest : share * highest, daysPerTimeUnit)
            : throw new ArgumentOutOfRangeException(nameof(share), share, "The value must be -1 to 1.");
    }

    /// <inheritdoc/>
    /// <remarks>The range of m follows the other parameters: an m outside it becomes the nearer end, so that steps away from an estimate near its bound stay possible.</remarks>
    public IPurchaseModel WithParameters(ReadOnlySpan<double> parameters)
    {
        ModelDomain.Count(parameters, 5);
        var (lowest, highest) = Range(parameters[0], parameters[1], parameters[2], parameters[3]);
        return double.IsFinite(parameters[4])
            ? new CorrelatedParetoNbdModel(parameters[0], parameters[1], parameters[2], parameters[3], Math.Clamp(parameters[4], lowest, highest), DaysPerTimeUnit)
            : throw new ArgumentOutOfRangeException(nameof(parameters), parameters[4], "The value of m must be finite.");
    }

    /// <inheritdoc/>
    public IEnumerable<double> Draw(SeededRandom random, double age)
    {
        ArgumentNullException.ThrowIfNull(random);
        ModelDomain.NonNegative(age, nameof(age));
        return new DependentRates(R, Alpha, S, Beta, new SarmanovTilt(R, Alpha, S, Beta, M)).Times(random, age);
    }
}
