using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>All customers alike: S(t) = exp(-lambda t^c), the limit of the beta models when their customers do not differ; with c = 1 the geometric curve. Immutable and thread-safe.</summary>
/// <remarks>Nakagawa and Osaki (1975), the discrete Weibull distribution, with q = exp(-lambda).</remarks>
public sealed class DiscreteWeibullModel : RetentionModel
{
    private const double LargestLog = 709.78271289338397;

    /// <summary>Creates a model.</summary>
    /// <param name="lambda">-ln of the share kept at the first renewal: 0 where nobody ever leaves; the largest number, or infinity, where everybody leaves at the first renewal.</param>
    /// <param name="c">Power of time, 1e-100 to 1e100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public DiscreteWeibullModel(double lambda, double c)
        : this(c, lambda >= 0 ? Math.Log(lambda) : throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "The parameter must be 0 or more."), lambda)
    {
    }

    private DiscreteWeibullModel(double c, double logLambda, double lambda) =>
        (C, LogLambda, Lambda) = (Within(c, FarPower, nameof(c)), Math.Min(logLambda, LargestLog), Math.Min(lambda, double.MaxValue));

    /// <summary>-ln of the share kept at the first renewal; 0 also where it is too small for a number, which <see cref="LogLambda"/> holds.</summary>
    /// <remarks>Always finite, so that it can be written anywhere and read back: the largest number stands for everybody leaving at the first renewal, and the curve is then 0 from there on.</remarks>
    public double Lambda { get; }

    /// <summary>ln of <see cref="Lambda"/>, 709.8 at most; minus infinity where nobody ever leaves.</summary>
    public double LogLambda { get; }

    /// <summary>Power of time.</summary>
    public double C { get; }

    /// <inheritdoc/>
    public override ImmutableArray<ModelParameter> Parameters => [new("lambda", Lambda), new("c", C)];

    private protected override double Decay => double.IsNegativeInfinity(LogLambda) ? 0 : double.PositiveInfinity;

    /// <summary>Creates a model from ln lambda, for curves that hold still long before they fall.</summary>
    /// <param name="logLambda">ln lambda, not NaN; from 709.8 on everybody leaves at the first renewal.</param>
    /// <param name="c">Power of time, 1e-100 to 1e100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static DiscreteWeibullModel OfLogLambda(double logLambda, double c) => double.IsNaN(logLambda)
        ? throw new ArgumentOutOfRangeException(nameof(logLambda), logLambda, "The parameter must be a number.")
        : new DiscreteWeibullModel(c, logLambda, logLambda < LargestLog ? Math.Exp(logLambda) : double.MaxValue);

    private bool IsEverybody => LogLambda >= LargestLog;

    // r lambda t^c = 1e-18; sums over no steeper curves look for the slow part themselves.
    internal override double LevelUntil(double ratio) =>
        double.IsNegativeInfinity(LogLambda) ? double.PositiveInfinity : C > 10 ? Math.Exp((Math.Log(1e-18) - Math.Log(ratio) - LogLambda) / C) : 0;

    internal override double Exponent(double from, double to, double logTo)
    {
        if (double.IsNegativeInfinity(LogLambda) || IsEverybody)
        {
            return IsEverybody ? double.PositiveInfinity : 0;
        }

        if (from <= 0)
        {
            return Scaled(to, logTo);
        }

        var logFrom = Math.Log(from);
        var growth = C * BetaMixture.LogRatio(from, to, logFrom, logTo);

        // Beyond the first test the earlier time's part is below rounding; it may also be too large a number itself.
        return growth > 40 || LogLambda + (C * logFrom) > 700 ? Scaled(to, logTo) : Scaled(from, logFrom) * SpecialFunctions.Expm1(growth);
    }

    internal override (double Slope, double Power) SlopeAt(double time) =>
        double.IsNegativeInfinity(LogLambda) ? (0, 0) : IsEverybody ? (double.PositiveInfinity, 0) : (Scaled(time, Math.Log(time)) * C / time, C);

    private double Scaled(double time, double log) =>
        LogLambda is > -600 and < 600 && C * log < 600 && !double.IsPositiveInfinity(time) ? Lambda * Math.Pow(time, C) : Math.Exp(LogLambda + (C * log));
}
