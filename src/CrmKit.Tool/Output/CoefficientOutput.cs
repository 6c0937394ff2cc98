using System.Text.Json.Serialization;
using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>One coefficient; an aliased one has no estimate. Names may be added, never changed.</summary>
internal sealed record CoefficientOutput(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Estimate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? StandardError,
    string Status)
{
    public static CoefficientOutput From(Coefficient one) =>
        new(one.Status == CoefficientStatus.Aliased ? null : Finite(one.Estimate), Finite(one.StandardError), one.Status.ToString());

    // JSON knows no infinity, and columns of 1e308 have coefficients of nothing.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
