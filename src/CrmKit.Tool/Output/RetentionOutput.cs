using System.Text.Json.Serialization;
using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>A model of renewals: sbg or bdw. Names may be added, never changed.</summary>
internal sealed record RetentionOutput(
    string Model,
    OrderedDictionary<string, double?> Parameters,
    double LogLikelihood,
    string Convergence,
    IReadOnlyList<double> Survival,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? ExpectedMonths,
    string ExpectedMonthsStatus,
    int StartsUnknown)
{
    private const int Months = 25;

    public static RetentionOutput From(ContractOutlook outlook)
    {
        var (model, lifetime) = (outlook.Retention.Model, outlook.Retention.Model.ExpectedLifetime());
        return new RetentionOutput(
            outlook.RetentionName,
            new OrderedDictionary<string, double?>(model.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, double.IsFinite(parameter.Value) ? parameter.Value : (double?)null)), StringComparer.Ordinal),
            outlook.Retention.LogLikelihood,
            outlook.Retention.Convergence.Status.ToString(),
            [.. Enumerable.Range(0, Months).Select(model.Survival)],
            lifetime.Status == LifetimeStatus.Finite ? lifetime.Time : null,
            lifetime.Status.ToString(),
            outlook.WithoutStart);
    }
}
