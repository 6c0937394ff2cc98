using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The Pareto/NBD model of repeat purchases: a customer buys as a Poisson process and may leave at any time, unseen.</summary>
/// <remarks>
/// Schmittlein, Morrison and Colombo (1987), Counting Your Customers: Who Are They and What Will They Do Next?, Management Science 33(1) 1-24; Fader and Hardie,
/// brucehardie.com/notes/008 and 009. Purchase rates are Gamma(r, alpha), dropout rates Gamma(s, beta). The published forms subtract values of 2F1;
/// here each answer is one integral of positive terms, so that s = 1, heavy buyers and far parameters are ordinary. Times are in the unit of the parameters.
/// Immutable and thread-safe.
/// </remarks>
public sealed partial record ParetoNbdModel : IPurchaseModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="s">Shape of the dropout rates, above 0.</param>
    /// <param name="beta">Scale of the dropout rates in time units, above 0.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public ParetoNbdModel(double r, double alpha, double s, double beta, double daysPerTimeUnit = 7)
    {
        R = ModelDomain.Positive(r, nameof(r));
        Alpha = ModelDomain.Positive(alpha, nameof(alpha));
        S = ModelDomain.Positive(s, nameof(s));
        Beta = ModelDomain.Positive(beta, nameof(beta));
        DaysPerTimeUnit = ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
    }

    /// <inheritdoc/>
    public string Name => "pareto-nbd";

    /// <summary>r, the shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>alpha, the scale of the purchase rates, in time units.</summary>
    public double Alpha { get; }

    /// <summary>s, the shape of the dropout rates.</summary>
    public double S { get; }

    /// <summary>beta, the scale of the dropout rates, in time units.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public double DaysPerTimeUnit { get; }

    /// <inheritdoc/>
    public ImmutableArray<ModelParameter> Parameters => [new("r", R), new("alpha", Alpha), new("s", S), new("beta", Beta)];

    private MixedPurchases<ParetoLifetime> Mixed => new(R, Alpha, new ParetoLifetime(S, Beta));

    /// <inheritdoc/>
    public IPurchaseModel WithParameters(ReadOnlySpan<double> parameters)
    {
        ModelDomain.Count(parameters, 4);
        return new ParetoNbdModel(parameters[0], parameters[1], parameters[2], parameters[3], DaysPerTimeUnit);
    }

    /// <inheritdoc/>
    public IEnumerable<double> Draw(SeededRandom random, double age) =>
        LifetimeDraw.Times(random, R, Alpha, stream => Beta * stream.NextExponential() / stream.NextGamma(S), age);

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
        return MixedPurchases<ParetoLifetime>.IfAlive(logOdds, Mixed.Known(history.X, history.Age).Survival(ahead));
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
}
