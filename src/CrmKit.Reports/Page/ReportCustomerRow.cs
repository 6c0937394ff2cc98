namespace CrmKit.Reports;

/// <summary>One customer in a table of customers.</summary>
/// <param name="Customer">The program's own key.</param>
/// <param name="Name">The person's name; <c>null</c> when unknown.</param>
/// <param name="Value">What the customer is expected to be worth.</param>
/// <param name="LastPurchase">The day of the last purchase.</param>
public sealed record ReportCustomerRow(CustomerId Customer, string? Name, ValueOutlook Value, LocalDate LastPurchase)
{
    /// <summary>The id alone: the name is personal data.</summary>
    public override string ToString() => $"Customer {Customer}";
}
