namespace CrmKit.Churn;

public sealed partial class SurvivalCurve
{
    /// <summary>The mean time stayed up to a horizon.</summary>
    /// <param name="horizon">Tau, 0 or more and finite.</param>
    /// <param name="kind">How the standard error is reckoned; <see cref="ErrorKind"/> unless told.</param>
    /// <returns>
    /// The area under S from 0 to tau with its standard error: with Greenwood the root of the sum over times of (area from t to tau)² d/(n(n - d)) (Klein and Moeschberger 2003, 4.5.2),
    /// with Robust that of the squares of what each record adds.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative or not finite, or there is no such error.</exception>
    public RestrictedMean RestrictedMean(double horizon, SurvivalErrorKind? kind = null)
    {
        if (!(horizon >= 0 && double.IsFinite(horizon)))
        {
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "A horizon is 0 or more and finite.");
        }

        var variances = RelativeVariances(kind);
        var areas = AreasAfter(horizon);
        var before = _survival.Length == 0 ? horizon : Math.Min(horizon, _table.Times[0]);
        var mean = before + (areas.Length == 0 ? 0 : areas[0]);
        var error = ReferenceEquals(variances, _greenwood) ? GreenwoodMeanError(areas, horizon) : _influence!.MeanError(_survival, _greenwood, areas, _stepsAbove);
        return new RestrictedMean(horizon, mean, error, horizon > LastTime && Status != SurvivalCurveStatus.Exhausted);
    }

    // The area under the curve between each step and the horizon.
    private double[] AreasAfter(double horizon)
    {
        var areas = new double[_survival.Length];
        double area = 0;
        for (var i = areas.Length - 1; i >= 0; i--)
        {
            var until = i + 1 < areas.Length ? Math.Min(horizon, _table.Times[i + 1]) : horizon;
            area += _survival[i] * Math.Max(0, until - _table.Times[i]);
            areas[i] = area;
        }

        return areas;
    }

    // In units of the horizon, lest squares of long times overflow.
    private double GreenwoodMeanError(double[] areas, double horizon)
    {
        double sum = 0;
        for (var i = 0; i < _stepsAbove; i++)
        {
            var part = horizon == 0 ? 0 : areas[i] / horizon;
            sum += part * part * (_greenwood[i] - (i == 0 ? 0 : _greenwood[i - 1]));
        }

        return horizon * Math.Sqrt(sum);
    }
}
