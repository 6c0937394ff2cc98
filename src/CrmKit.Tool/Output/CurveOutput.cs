using System.Text.Json.Serialization;
using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>One survival curve. Names may be added, never changed.</summary>
internal sealed record CurveOutput(
    string Group,
    int Records,
    string Status,
    IReadOnlyList<double> Time,
    IReadOnlyList<double> AtRisk,
    IReadOnlyList<double> Events,
    IReadOnlyList<double> Censored,
    IReadOnlyList<double> Survival,
    IReadOnlyList<double?> StandardError,
    IReadOnlyList<double?> Lower,
    IReadOnlyList<double?> Upper,
    IReadOnlyList<double> CumulativeHazard,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Median,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? MedianLower,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? MedianUpper,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? RestrictedMean,
    double Horizon)
{
    public static CurveOutput From(SurvivalCurve curve, double level)
    {
        var steps = Enumerable.Range(0, curve.Times.Length);
        var limits = steps.Select(step => curve.Limits(step, level)).ToArray();
        var median = curve.QuantileLimits(0.5, level);
        var mean = curve.Times.IsEmpty ? null : (double?)curve.RestrictedMean(curve.LastTime).Mean;
        return new CurveOutput(
            curve.Label,
            curve.Records,
            curve.Status.ToString(),
            curve.Times,
            curve.AtRisk,
            curve.Events,
            curve.Censored,
            curve.Survival,
            [.. steps.Select(step => curve.StandardError(step))],
            [.. limits.Select(limit => limit?.Lower)],
            [.. limits.Select(limit => limit?.Upper)],
            curve.NelsonAalen().Values,
            Known(median.Estimate),
            Known(median.Lower),
            Known(median.Upper),
            mean,
            curve.LastTime);
    }

    private static double? Known(Lifetime time) => time.Status == LifetimeStatus.Finite ? time.Time : null;
}
