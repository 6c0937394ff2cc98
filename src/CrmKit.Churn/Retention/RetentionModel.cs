using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>A model of contract churn: every customer decides at each renewal whether to stay. Immutable and thread-safe.</summary>
/// <remarks>
/// Time is counted in renewals. All answers come from -ln S(t) and from its increase over a period, each a sum of positive parts, so that they are right to some 1e-13
/// for parameters from 1e-8 to 1e8 and up to 1e9 renewals; -ln S is a concave function of t^c.
/// </remarks>
public abstract class RetentionModel : IRetentionCurve, IResidualMean
{
    private protected const double FarPower = 1e100;
    private protected const double FarShape = 1e200;

    private protected RetentionModel()
    {
    }

    /// <summary>The parameters, in the order of the literature.</summary>
    public abstract ImmutableArray<ModelParameter> Parameters { get; }

    /// <summary>Infinity: the model has a formula for every time.</summary>
    public double LastTime => double.PositiveInfinity;

    // At large times S falls as t^-Decay at least; infinity where it falls faster than any power.
    private protected abstract double Decay { get; }

    /// <inheritdoc/>
    public double Survival(int periods) => Math.Exp(LogSurvival(periods));

    /// <inheritdoc/>
    public double LogSurvival(double time)
    {
        if (!(time >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is 0 or more.");
        }

        var periods = Math.Floor(time);
        return periods == 0 ? 0 : double.IsPositiveInfinity(periods) ? LogSurvivalForever : -Exponent(0, periods, Math.Log(periods));
    }

    /// <inheritdoc/>
    public double Retention(int period) => Math.Exp(-Loss(period));

    /// <summary>The share of those who were there after t - 1 renewals that leaves at the t-th.</summary>
    /// <param name="period">t, 1 or more.</param>
    /// <returns>1 - S(t)/S(t - 1), 0 to 1, right however small.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public double Hazard(int period) => -SpecialFunctions.Expm1(-Loss(period));

    /// <summary>The logarithm of the share of a cohort that leaves at a renewal.</summary>
    /// <param name="period">t, 1 or more.</param>
    /// <returns>ln (S(t - 1) - S(t)); minus infinity where nobody is left to leave, or nobody leaves.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public double LogChurnProbability(int period)
    {
        var loss = Loss(period);
        var before = LogSurvival(period - 1);
        return double.IsNegativeInfinity(before) ? before : before + LogOneMinusExp(loss);
    }

    /// <summary>The share of a cohort that leaves at a renewal.</summary>
    /// <param name="period">t, 1 or more.</param>
    /// <returns>S(t - 1) - S(t), without the cancellation of the two.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public double ChurnProbability(int period) => Math.Exp(LogChurnProbability(period));

    /// <summary>The expected discounted lifetime of a new customer: the sum over t = 0, 1, ... of S(t)/(1 + d)^t (Fader and Hardie 2010).</summary>
    /// <param name="discountRate">d per period, 0 or more and finite.</param>
    /// <returns>Periods, to 1e-10; infinite where the sum diverges or exceeds what a number can hold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public Lifetime ExpectedLifetime(double discountRate = 0)
    {
        var rest = ResidualLifetime(1, discountRate);
        return rest.Status == LifetimeStatus.Finite ? Lifetime.Finite(1 + (rest.Time / (1 + discountRate))) : rest;
    }

    /// <summary>The expected discounted residual lifetime of a customer just before a renewal: the sum over t = n, n + 1, ... of S(t)/S(n - 1)/(1 + d)^(t - n).</summary>
    /// <param name="renewal">n, the renewal that is due, 1 or more.</param>
    /// <param name="discountRate">d per period, 0 or more and finite.</param>
    /// <returns>Periods, to 1e-10; infinite where the sum diverges or exceeds what a number can hold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The renewal or the rate is out of range.</exception>
    public Lifetime ResidualLifetime(int renewal, double discountRate = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(renewal, 1);
        if (!(discountRate >= 0 && double.IsFinite(discountRate)))
        {
            throw new ArgumentOutOfRangeException(nameof(discountRate), discountRate, "A discount rate is 0 or more and finite.");
        }

        if (discountRate == 0 && Decay <= 1)
        {
            return Lifetime.Infinite;
        }

        var sum = new DiscountedSum(this, renewal, SpecialFunctions.Log1p(discountRate)).Value();
        return double.IsFinite(sum) ? Lifetime.Finite(sum) : Lifetime.Infinite;
    }

    /// <inheritdoc/>
    /// <remarks>The rest of the current period, at whose end the next renewal is due, and the sum over the renewals from then on, to 1e-10.</remarks>
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

        return WithCurrentPeriod(age, Ahead(Math.Floor(age), hazardRatio));
    }

    internal static Lifetime WithCurrentPeriod(double age, Lifetime ahead) =>
        ahead.Status == LifetimeStatus.Finite ? Lifetime.Finite(Math.Max(0, Math.Floor(age) + 1 - age) + ahead.Time) : ahead;

    // The sum of (S(t)/S(n))^r over t = n + 1, n + 2, ...
    internal Lifetime Ahead(double renewals, double ratio)
    {
        if (!(ratio * Decay > 1))
        {
            return Lifetime.Infinite;
        }

        var sum = ratio == 1 ? AheadInClosedForm(renewals) : null;
        sum ??= new DiscountedSum(this, renewals + 1, 0, ratio).Value();
        return double.IsFinite(sum.Value) ? Lifetime.Finite(sum.Value) : Lifetime.Infinite;
    }

    // The same at ratio 1 where there is a formula, if the sum is finite.
    private protected virtual double? AheadInClosedForm(double renewals) => null;

    // A time up to which S^r is 1 to rounding; 0 where the terms up to it are no matter.
    internal virtual double LevelUntil(double ratio) => 0;

    // ln S(from) - ln S(to) for real times from < to; `to` may be infinity where only its logarithm is a number.
    internal abstract double Exponent(double from, double to, double logTo);

    // The derivative of -ln S at a real time above 0, and the power of t with which it varies there at most.
    internal abstract (double Slope, double Power) SlopeAt(double time);

    private protected static double LogOneMinusExp(double loss) =>
        loss < 0.7 ? Math.Log(-SpecialFunctions.Expm1(-loss)) : SpecialFunctions.Log1p(-Math.Exp(-loss));

    // Products and quotients of parameters within these are numbers, whatever the time.
    private protected static double Within(double value, double farthest, string name) => value >= 1 / farthest && value <= farthest
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"The parameter must be between {1 / farthest:R} and {farthest:R}."));

    private double LogSurvivalForever => Decay > 0 ? double.NegativeInfinity : 0;

    private double Loss(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return Exponent(period - 1, period, Math.Log(period));
    }
}
