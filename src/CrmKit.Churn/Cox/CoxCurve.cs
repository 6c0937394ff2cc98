using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>How long customers of given covariates stay, by a Cox model: a step function with its errors. Immutable and thread-safe.</summary>
public sealed class CoxCurve : IStepCurve
{
    private readonly CoxBaseline _baseline;
    private readonly int _stratum;
    private readonly double _logRisk;
    private readonly double[] _deviations;

    internal CoxCurve(CoxBaseline baseline, int stratum, double logRisk, double[] deviations) =>
        (_baseline, _stratum, _logRisk, _deviations) = (baseline, stratum, logRisk, deviations);

    /// <inheritdoc/>
    public double LastTime => _baseline.LastTimes[_stratum];

    /// <summary>The times at which somebody of the stratum left: where the curve steps down.</summary>
    public ImmutableArray<double> Times => _baseline.TimesOf(_stratum);

    /// <summary>The cumulative hazard, -ln of the chance of staying longer.</summary>
    /// <param name="time">t, 0 or more; beyond <see cref="LastTime"/> the curve keeps its last value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
    public double CumulativeHazard(double time)
    {
        CheckTime(time, nameof(time));
        var hazard = _baseline.HazardAt(_stratum, time);
        return hazard > 0 ? Math.Min(double.MaxValue, Math.Exp(Math.Log(hazard) + _logRisk)) : 0;
    }

    /// <inheritdoc/>
    public double LogSurvival(double time) => -CumulativeHazard(time);

    /// <summary>The standard error of the cumulative hazard, which is also that of ln of the chance of staying.</summary>
    /// <remarks>Tsiatis (1981): the error of the baseline and that of the coefficients; a coefficient at infinity is taken as known.</remarks>
    /// <param name="time">t, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
    public double StandardError(double time)
    {
        CheckTime(time, nameof(time));
        var step = _baseline.StepAt(_stratum, time);
        if (step < _baseline.Starts[_stratum])
        {
            return 0;
        }

        var n = _deviations.Length;
        Span<double> slope = n <= 64 ? stackalloc double[n] : new double[n];
        for (var i = 0; i < n; i++)
        {
            slope[i] = (_deviations[i] * _baseline.Hazards[step]) - _baseline.MeanHazards[(step * _baseline.Columns.Length) + _baseline.Kept[i]];
        }

        var variance = _baseline.Variances[step];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                variance += slope[i] * _baseline.Covariance[(i * n) + j] * slope[j];
            }
        }

        return variance > 0 ? Math.Min(double.MaxValue, Math.Exp((Math.Log(variance) / 2) + _logRisk)) : 0;
    }

    /// <summary>The chance of staying longer than a time, with limits made on the scale of its logarithm.</summary>
    /// <param name="time">t, 0 or more.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <returns>Limits within 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number, or the level is outside.</exception>
    public ConfidenceLimits Survival(double time, double level = 0.95)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level is between 0 and 1.");
        }

        var hazard = CumulativeHazard(time);
        var width = SpecialFunctions.NormalQuantile((1 + level) / 2) * StandardError(time);
        return new ConfidenceLimits(Math.Exp(-hazard - width), Math.Exp(-hazard), Math.Min(1, Math.Exp(width - hazard)), level);
    }

    internal static void CheckTime(double time, string name)
    {
        if (!(time >= 0))
        {
            throw new ArgumentOutOfRangeException(name, time, "A time is 0 or more.");
        }
    }
}
