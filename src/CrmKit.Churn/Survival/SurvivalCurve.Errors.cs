using CrmKit.Numerics;

namespace CrmKit.Churn;

public sealed partial class SurvivalCurve
{
    /// <summary>The standard error of S at a step.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="kind">How it is reckoned; <see cref="ErrorKind"/> unless told.</param>
    /// <returns>The error, 0 or more; <c>null</c> where S is 0, about which the data give none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step, or no such error: a robust one is there only for weights of <see cref="WeightKind.Sampling"/>.</exception>
    public double? StandardError(int step, SurvivalErrorKind? kind = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, _survival.Length);
        var variances = RelativeVariances(kind);
        return step < _stepsAbove ? _survival[step] * Math.Sqrt(variances[step]) : null;
    }

    /// <summary>Limits of S at a step.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <param name="scale">Where they are symmetric; <see cref="LimitScale.LogLog"/> unless told.</param>
    /// <param name="kind">The standard error they rest on; <see cref="ErrorKind"/> unless told.</param>
    /// <returns>The limits, inside 0 to 1; <c>null</c> where S is 0, and with <see cref="LimitScale.LogLog"/> where it is 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step or error, or the level is not between 0 and 1.</exception>
    public ConfidenceLimits? Limits(int step, double level = 0.95, LimitScale scale = LimitScale.LogLog, SurvivalErrorKind? kind = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, _survival.Length);
        return Limits(step, level, NormalWidth(level), scale, RelativeVariances(kind));
    }

    private static double NormalWidth(double level) => level is > 0 and < 1
        ? SpecialFunctions.NormalQuantile((1 + level) / 2)
        : throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence is between 0 and 1.");

    private double[] RelativeVariances(SurvivalErrorKind? kind) => (kind ?? ErrorKind) switch
    {
        SurvivalErrorKind.Greenwood => _greenwood,
        SurvivalErrorKind.Robust when _robustVariance is not null => _robustVariance,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The error is Greenwood's, or robust where weights are of the kind Sampling."),
    };

    // The variances are those of ln S.
    private ConfidenceLimits? Limits(int step, double level, double z, LimitScale scale, double[] variances)
    {
        if (step >= _stepsAbove)
        {
            return null;
        }

        var (s, width) = (_survival[step], z * Math.Sqrt(variances[step]));
        switch (scale)
        {
            case LimitScale.Plain:
                return new ConfidenceLimits(Math.Max(0, s - (s * width)), s, Math.Min(1, s + (s * width)), level);
            case LimitScale.Log:
                return new ConfidenceLimits(s * Math.Exp(-width), s, Math.Min(1, s * Math.Exp(width)), level);
            case LimitScale.LogLog:
                var logarithm = _logSurvival[step];
                var factor = Math.Exp(width / -logarithm);
                return logarithm == 0 ? null : new ConfidenceLimits(Math.Exp(logarithm * factor), s, Math.Exp(logarithm / factor), level);
            default:
                throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale is Plain, Log or LogLog.");
        }
    }
}
