namespace CrmKit.Tool;

/// <summary>Survival curves. Names may be added, never changed.</summary>
internal sealed record CurvesOutput(IReadOnlyList<CurveOutput> Groups, ComparisonOutput? LogRank, ComparisonOutput? Peto, double Seconds);
