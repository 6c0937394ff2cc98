using System.Text.Json.Serialization;

namespace CrmKit.Tool;

/// <summary>What a regression of durations says. Names may be added, never changed.</summary>
internal sealed record RegressionOutput(
    string Model,
    OrderedDictionary<string, CoefficientOutput> Coefficients,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Scale,
    double LogLikelihood,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Concordance,
    string Convergence,
    double Seconds)
{
    public double? LogScaleStandardError { get; init; }

    public double? NullLogLikelihood { get; init; }

    public required long Records { get; init; }

    public required long Events { get; init; }

    public int? ZeroTenuresLeftOut { get; init; }

    public required IReadOnlyList<string> Aliased { get; init; }

    public required int Iterations { get; init; }

    public required double GradientNorm { get; init; }

    public required string Verdict { get; init; }

    public double? ProportionalHazardsPValue { get; init; }
}
