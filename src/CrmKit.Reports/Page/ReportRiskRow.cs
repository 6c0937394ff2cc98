namespace CrmKit.Reports;

/// <summary>A customer who may leave, as a row of the page.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Probability">Chance of leaving, 0 to 1.</param>
/// <param name="Mrr">What the customer pays a month.</param>
/// <param name="Reasons">What moves the chance most.</param>
public sealed record ReportRiskRow(CustomerId Customer, double Probability, Money Mrr, ImmutableArray<Reason> Reasons)
{
    /// <summary>The id alone.</summary>
    public override string ToString() => Customer.Value;
}
