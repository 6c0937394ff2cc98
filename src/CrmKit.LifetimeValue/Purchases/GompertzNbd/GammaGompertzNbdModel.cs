using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The Gamma-Gompertz/NBD model of repeat purchases: a customer buys as a Poisson process and leaves unseen, more or less likely as time goes on.</summary>
/// <remarks>
/// Bemmaor and Glady (2012), Modeling Purchasing Behavior with Sudden "Death": A Flexible Customer Lifetime Model, Management Science 58(5) 1012-1021. Purchase
/// rates are Gamma(r, alpha); lifetimes are Gompertz with hazard eta b e^(b t), eta ~ Gamma(s, beta). With b to 0 and beta/b held it is Pareto/NBD.
/// Each answer is one integral of positive terms. Times are in the unit of the parameters. Immutable and thread-safe.
/// </remarks>
public sealed partial record GammaGompertzNbdModel : IPurchaseModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="b">Growth rate of the hazard per time unit, above 0.</param>
    /// <param name="s">Shape of the lifetimes' strength, above 0.</param>
    /// <param name="beta">Scale of the lifetimes' strength, a pure number above 0.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public GammaGompertzNbdModel(double r, double alpha, double b, double s, double beta, double daysPerTimeUnit = 7)
    {
        R = ModelDomain.Positive(r, nameof(r));
        Alpha = ModelDomain.Positive(alpha, nameof(alpha));
        B = ModelDomain.Positive(b, nameof(b));
        S = ModelDomain.Positive(s, nameof(s));
        Beta = ModelDomain.Positive(beta, nameof(beta));
        DaysPerTimeUnit = ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
    }

    /// <inheritdoc/>
    public string Name => "gg-nbd";

    /// <summary>r, the shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>alpha, the scale of the purchase rates, in time units.</summary>
    public double Alpha { get; }

    /// <summary>b, the growth rate of the hazard per time unit.</summary>
    public double B { get; }

    /// <summary>s, the shape of the lifetimes' strength.</summary>
    public double S { get; }

    /// <summary>beta, the scale of the lifetimes' strength, a pure number.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public double DaysPerTimeUnit { get; }

    /// <inheritdoc/>
    public ImmutableArray<ModelParameter> Parameters => [new("r", R), new("alpha", Alpha), new("b", B), new("s", S), new("beta", Beta)];

    private MixedPurchases<GompertzLifetime> Mixed => new(R, Alpha, new GompertzLifetime(B, S, Beta));

    /// <inheritdoc/>
    public IPurchaseModel WithParameters(ReadOnlySpan<double> parameters)
    {
        ModelDomain.Count(parameters, 5);
        return new GammaGompertzNbdModel(parameters[0], parameters[1], parameters[2], parameters[3], parameters[4], DaysPerTimeUnit);
    }

    /// <inheritdoc/>
    public IEnumerable<double> Draw(SeededRandom random, double age) =>
        LifetimeDraw.Times(random, R, Alpha, stream => SpecialFunctions.Log1p(Beta * stream.NextExponential() / stream.NextGamma(S)) / B, age);

    /// <inheritdoc/>
    public double LogLikelihood(PurchaseHistory history) => Mixed.LogLikelihood(ModelDomain.Checked(history));

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history) => SpecialFunctions.Logistic(-Mixed.LogOddsOfDeath(ModelDomain.Checked(history)));

    /// <inheritdoc/>
    public double ProbabilityDead(PurchaseHistory history) => SpecialFunctions.Logistic(Mixed.LogOddsOfDeath(ModelDomain.Checked(history)));

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history, double ahead)
    {
        ModelDomain.NonNegative(ahead, nameof(ahead));
        var logOdds = Mixed.LogOddsOfDeath(ModelDomain.Checked(history));
        return MixedPurchases<GompertzLifetime>.IfAlive(logOdds, Mixed.Known(history.X, history.Age).Survival(ahead));
    }

    /// <inheritdoc/>
    public double ProbabilityOf(PurchaseHistory history, double horizon, int purchases)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        return Mixed.Probability(ModelDomain.Checked(history), horizon, purchases);
    }

    /// <inheritdoc/>
    public double ProbabilityOfAny(PurchaseHistory history, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return Mixed.ProbabilityOfAny(ModelDomain.Checked(history), horizon);
    }

    /// <inheritdoc/>
    public double ProbabilityOf(double time, int purchases)
    {
        ModelDomain.NonNegative(time, nameof(time));
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        return Mixed.Probability(time, purchases);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        var logOdds = Mixed.LogOddsOfDeath(ModelDomain.Checked(history));
        return MixedPurchases<GompertzLifetime>.IfAlive(logOdds, Mixed.Known(history.X, history.Age).Expected(horizon));
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double time)
    {
        ModelDomain.NonNegative(time, nameof(time));
        return Mixed.Expected(time);
    }

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate) => Discounted(history, discountRate, double.PositiveInfinity);

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return Discounted(history, discountRate, horizon);
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
        MixedScore.CheckLengths(x, recency, age, horizon, probabilityAlive, expectedPurchases);
        var score = new BulkScore<GompertzLifetime>(R, Alpha, new GompertzLifetime(B, S, Beta), time => CompetingIntegral.Presence(new GompertzLifetime(B, S, Beta).After(time), 0, horizon) / (Alpha + time), x, recency, age);
        MixedScore.Run(score, x, recency, age, probabilityAlive, expectedPurchases, cancellationToken);
    }

    private double Discounted(PurchaseHistory history, double discountRate, double end)
    {
        ModelDomain.Positive(discountRate, nameof(discountRate));
        var logOdds = Mixed.LogOddsOfDeath(ModelDomain.Checked(history));
        return MixedPurchases<GompertzLifetime>.IfAlive(logOdds, Mixed.Known(history.X, history.Age).Discounted(discountRate, end));
    }
}
