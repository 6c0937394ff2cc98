using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The NBD model of repeat purchases: a customer buys as a Poisson process and never leaves. The null model that every other one must beat.</summary>
/// <remarks>
/// Ehrenberg (1959), The Pattern of Consumer Purchases, Applied Statistics 8(1) 26-41. Purchase rates are Gamma(r, alpha). Times are in the unit of the parameters.
/// Immutable and thread-safe.
/// </remarks>
public sealed record NbdModel : IPurchaseModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public NbdModel(double r, double alpha, double daysPerTimeUnit = 7)
    {
        R = ModelDomain.Positive(r, nameof(r));
        Alpha = ModelDomain.Positive(alpha, nameof(alpha));
        DaysPerTimeUnit = ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
    }

    /// <inheritdoc/>
    public string Name => "nbd";

    /// <summary>r, the shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>alpha, the scale of the purchase rates, in time units.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public double DaysPerTimeUnit { get; }

    /// <inheritdoc/>
    public ImmutableArray<ModelParameter> Parameters => [new("r", R), new("alpha", Alpha)];

    /// <inheritdoc/>
    public IPurchaseModel WithParameters(ReadOnlySpan<double> parameters)
    {
        ModelDomain.Count(parameters, 2);
        return new NbdModel(parameters[0], parameters[1], DaysPerTimeUnit);
    }

    /// <inheritdoc/>
    public IEnumerable<double> Draw(SeededRandom random, double age) =>
        LifetimeDraw.Times(random, R, Alpha, _ => double.PositiveInfinity, age);

    /// <inheritdoc/>
    public double LogLikelihood(PurchaseHistory history)
    {
        var (x, _, age) = ModelDomain.Checked(history);
        return SpecialFunctions.LogRisingOver(R, x, Alpha + age) - (R * SpecialFunctions.Log1p(age / Alpha));
    }

    /// <inheritdoc/>
    /// <remarks>Always 1.</remarks>
    public double ProbabilityAlive(PurchaseHistory history)
    {
        ModelDomain.Checked(history);
        return 1;
    }

    /// <inheritdoc/>
    /// <remarks>Always 0.</remarks>
    public double ProbabilityDead(PurchaseHistory history)
    {
        ModelDomain.Checked(history);
        return 0;
    }

    /// <inheritdoc/>
    /// <remarks>Always 1.</remarks>
    public double ProbabilityAlive(PurchaseHistory history, double ahead)
    {
        ModelDomain.Checked(history);
        ModelDomain.NonNegative(ahead, nameof(ahead));
        return 1;
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon)
    {
        var (x, _, age) = ModelDomain.Checked(history);
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return (R + x) / (Alpha + age) * horizon;
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double time) => ExpectedPurchases(default, time);

    /// <inheritdoc/>
    public double ProbabilityOf(PurchaseHistory history, double horizon, int purchases)
    {
        var (x, _, age) = ModelDomain.Checked(history);
        ModelDomain.NonNegative(horizon, nameof(horizon));
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        return Math.Exp(NegativeBinomial.LogProbability(R + x, Alpha + age, horizon, purchases));
    }

    /// <inheritdoc/>
    public double ProbabilityOfAny(PurchaseHistory history, double horizon)
    {
        var (x, _, age) = ModelDomain.Checked(history);
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return -SpecialFunctions.Expm1(NegativeBinomial.LogProbability(R + x, Alpha + age, horizon, 0));
    }

    /// <inheritdoc/>
    public double ProbabilityOf(double time, int purchases) => ProbabilityOf(default, time, purchases);

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate)
    {
        var (x, _, age) = ModelDomain.Checked(history);
        return (R + x) / (Alpha + age) / ModelDomain.Positive(discountRate, nameof(discountRate));
    }

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return DiscountedPurchases(history, discountRate) * -SpecialFunctions.Expm1(-discountRate * horizon);
    }

    /// <inheritdoc/>
    public void Score(
        ReadOnlySpan<int> x,
        ReadOnlySpan<double> recency,
        ReadOnlySpan<double> age,
        double horizon,
        Span<double> probabilityAlive,
        Span<double> expectedPurchases,
        CancellationToken cancellationToken = default)
    {
        if (recency.Length != x.Length || age.Length != x.Length || probabilityAlive.Length != x.Length || expectedPurchases.Length != x.Length)
        {
            throw new ArgumentException($"All columns must have the length of x, {x.Length}.", nameof(x));
        }

        for (var i = 0; i < x.Length; i++)
        {
            if ((i & 1023) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var history = new PurchaseHistory(x[i], recency[i], age[i]);
            expectedPurchases[i] = ExpectedPurchases(history, horizon);
            probabilityAlive[i] = 1;
        }
    }
}
