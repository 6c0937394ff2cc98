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
        new(one.Status == CoefficientStatus.Aliased ? null : one.Estimate, one.StandardError, one.Status.ToString());
}
