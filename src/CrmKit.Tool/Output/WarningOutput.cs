using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>How chances of leaving were found. Names may be added, never changed.</summary>
internal sealed record WarningOutput(string Status, bool IsUsed, int Rows, string Trial, double? ModelBrier, double? ModelLogLoss, double? ModelAuc, double? OverallBrier, double? RuleBrier, IReadOnlyDictionary<string, double> Weights, IReadOnlyList<ReasonOutput> Reasons)
{
    public static WarningOutput From(EarlyWarningFit fit) => new(
        fit.Status.ToString(),
        fit.Model.IsUsed,
        fit.Rows,
        fit.Trial.Kind.ToString(),
        fit.Trial.Model?.Brier,
        fit.Trial.Model?.LogLoss,
        fit.Trial.Model?.Auc,
        fit.Trial.Overall?.Brier,
        fit.Trial.Rule?.Brier,
        new OrderedDictionary<string, double>(fit.Model.Weights.Select(weight => KeyValuePair.Create(weight.Feature.Name, weight.Weight)), StringComparer.Ordinal),
        [.. fit.Model.Reasons.Select(ReasonOutput.From)]);
}
