using System.Text.Json.Serialization;
using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>Whether groups differ by more than chance. Names may be added, never changed.</summary>
internal sealed record ComparisonOutput(
    string Status,
    double ChiSquare,
    int DegreesOfFreedom,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? PValue,
    IReadOnlyDictionary<string, double> Observed,
    IReadOnlyDictionary<string, double> Expected)
{
    public static ComparisonOutput From(LogRankTest test) => new(
        test.Status.ToString(),
        test.ChiSquare,
        test.DegreesOfFreedom,
        test.PValue,
        new OrderedDictionary<string, double>(test.Groups.Select(group => KeyValuePair.Create(group.Label, group.Observed)), StringComparer.Ordinal),
        new OrderedDictionary<string, double>(test.Groups.Select(group => KeyValuePair.Create(group.Label, group.Expected)), StringComparer.Ordinal));
}
