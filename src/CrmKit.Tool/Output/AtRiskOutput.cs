namespace CrmKit.Tool;

/// <summary>A customer who may leave within a month. Names may be added, never changed.</summary>
internal sealed record AtRiskOutput(string Customer, double Probability, decimal Mrr, decimal ExpectedLoss, IReadOnlyList<ReasonOutput> Reasons)
{
    public static AtRiskOutput From(ContractAtRisk one) => new(
        one.Customer.Value,
        one.Probability,
        one.Mrr.Amount,
        one.ExpectedLoss.Round().Amount,
        [.. one.Reasons.Select(ReasonOutput.From)]);
}
