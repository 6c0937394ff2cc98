namespace CrmKit.Tool;

/// <summary>A customer with a contract who may leave within a month.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Probability">The chance, 0 to 1.</param>
/// <param name="Mrr">What the customer pays a month.</param>
/// <param name="Reasons">What moves the chance most.</param>
internal sealed record ContractAtRisk(CustomerId Customer, double Probability, Money Mrr, ImmutableArray<Reason> Reasons)
{
    public Money ExpectedLoss => Mrr with { Amount = Mrr.Amount * (decimal)Probability };
}
