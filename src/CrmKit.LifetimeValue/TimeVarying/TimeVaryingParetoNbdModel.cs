using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The Pareto/NBD model with covariates that change in time.</summary>
/// <remarks>
/// Bachmann, Meierer and Naef (2021), The Role of Time-Varying Contextual Factors in Latent Attrition Models for Customer Base Analysis, Marketing Science 40(4) 783-809: a customer
/// buys at the rate lambda e^(coefficients times purchase covariates) and leaves at mu e^(coefficients times dropout covariates), each of its time, with Gamma(r, alpha) for
/// lambda and Gamma(s, beta) for mu. Answers are sums and integrals of positive terms. Its parameters are those where all covariates are 0, then the coefficients.
/// Immutable and thread-safe.
/// </remarks>
public sealed class TimeVaryingParetoNbdModel : IFittedModel
{
    private readonly CovariateLink _link;
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _s;
    private readonly double _beta;

    internal TimeVaryingParetoNbdModel(
        CovariateLink link, ImmutableArray<string> purchaseCovariates, ImmutableArray<string> dropoutCovariates, double daysPerTimeUnit)
    {
        (_link, PurchaseCovariates, DropoutCovariates, DaysPerTimeUnit) = (link, purchaseCovariates, dropoutCovariates, daysPerTimeUnit);
        (_r, _alpha) = (Math.Exp(link.LogarithmsAtCentre[0]), Math.Exp(link.LogarithmsAtCentre[1]));
        (_s, _beta) = (Math.Exp(link.LogarithmsAtCentre[2]), Math.Exp(link.LogarithmsAtCentre[3]));
    }

    /// <inheritdoc/>
    public string Name => "pareto-nbd";

    /// <inheritdoc/>
    /// <remarks>Coefficients are named after process and covariate, for example <c>purchase:season</c>.</remarks>
    public ImmutableArray<ModelParameter> Parameters => _link.Parameters;

    /// <summary>Names of the covariates of how often customers buy.</summary>
    public ImmutableArray<string> PurchaseCovariates { get; }

    /// <summary>Names of the covariates of how soon customers leave.</summary>
    public ImmutableArray<string> DropoutCovariates { get; }

    /// <summary>Days in a time unit.</summary>
    public double DaysPerTimeUnit { get; }

    /// <summary>Log-density of one customer's purchases, every constant included.</summary>
    /// <param name="customer">The customer, with the covariates of the model.</param>
    /// <exception cref="ArgumentException">The customer has other covariates.</exception>
    public double LogLikelihood(TimeVaryingCustomer customer)
    {
        var life = Life(customer, 0);
        var x = customer.RepeatTimes.Length;
        double effects = 0;
        foreach (var time in customer.RepeatTimes)
        {
            var path = customer.PurchaseCovariates;
            effects += Bounded(_link.Purchase.Effect(path.Rows[path.RowAt(customer.Arrival + time)]));
        }

        var (logDeath, logNeither) = life.Silence();
        var (larger, smaller) = logDeath > logNeither ? (logDeath, logNeither) : (logNeither, logDeath);
        return effects + SpecialFunctions.LogRisingOver(_r, x, _alpha) + larger + SpecialFunctions.Log1p(Math.Exp(smaller - larger));
    }

    /// <summary>Probability that the customer has not left by the end of observation.</summary>
    /// <param name="customer">The customer, with the covariates of the model.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">The customer has other covariates.</exception>
    public double ProbabilityAlive(TimeVaryingCustomer customer) => SpecialFunctions.Logistic(-Life(customer, 0).LogOddsOfDeath());

    /// <summary>Probability that the customer has left by the end of observation, without the cancellation of 1 - P(alive).</summary>
    /// <param name="customer">The customer, with the covariates of the model.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">The customer has other covariates.</exception>
    public double ProbabilityDead(TimeVaryingCustomer customer) => SpecialFunctions.Logistic(Life(customer, 0).LogOddsOfDeath());

    /// <summary>Expected purchases in the time after observation, given the purchases so far and the covariates of that time.</summary>
    /// <param name="customer">The customer, with the covariates of the model; the last row of each path holds for ever.</param>
    /// <param name="horizon">t, length of the time ahead, 0 or more and finite.</param>
    /// <returns>Purchases, 0 or more.</returns>
    /// <exception cref="ArgumentException">The customer has other covariates.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is outside its range.</exception>
    public double ExpectedPurchases(TimeVaryingCustomer customer, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        var life = Life(customer, horizon);
        return MixedPurchases<ParetoLifetime>.IfAlive(life.LogOddsOfDeath(), life.PurchasesIfAlive(0, customer.Age + horizon));
    }

    /// <summary>Discounted expected residual transactions: all purchases after observation, each at its present value.</summary>
    /// <param name="customer">The customer, with the covariates of the model; the last row of each path holds for ever.</param>
    /// <param name="discountRate">The continuous discount rate per time unit, above 0 and finite.</param>
    /// <returns>DERT, 0 or more.</returns>
    /// <exception cref="ArgumentException">The customer has other covariates.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public double DiscountedPurchases(TimeVaryingCustomer customer, double discountRate)
    {
        ModelDomain.Positive(discountRate, nameof(discountRate));
        var life = Life(customer, double.PositiveInfinity);
        return MixedPurchases<ParetoLifetime>.IfAlive(life.LogOddsOfDeath(), life.PurchasesIfAlive(discountRate, double.PositiveInfinity));
    }

    private TimeVaryingLife Life(TimeVaryingCustomer customer, double ahead)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (!customer.PurchaseCovariates.Names.SequenceEqual(PurchaseCovariates, StringComparer.Ordinal)
            || !customer.DropoutCovariates.Names.SequenceEqual(DropoutCovariates, StringComparer.Ordinal))
        {
            throw new ArgumentException("The customer must have the covariates of the model, in their order.", nameof(customer));
        }

        var pieces = new CovariatePieces(customer.Arrival, customer.PurchaseCovariates, customer.DropoutCovariates, customer.Age + ahead);
        return new TimeVaryingLife(
            customer.History,
            pieces,
            Curve(pieces.Starts, pieces.PurchaseRows, customer.PurchaseCovariates, _link.Purchase),
            Curve(pieces.Starts, pieces.DropoutRows, customer.DropoutCovariates, _link.Dropout),
            (_r, _alpha, _s, _beta));
    }

    // The effect is the one covariate of the curve, and its coefficient 1.
    private static RateCurve Curve(double[] starts, int[] rows, CovariatePath path, CovariateCoefficients coefficients)
    {
        var curve = new RateCurve(starts, [.. rows.Select(row => (double[])[Bounded(coefficients.Effect(path.Rows[row]))])], 1);
        curve.TryMoveTo([1]);
        return curve;
    }

    // Very far from the covariates fitted on, an effect stops growing.
    private static double Bounded(double effect) => Math.Clamp(effect, -150, 150);
}
