namespace CrmKit.Churn;

/// <summary>What came, what went and what is left, in customers and in money, exact: opening and movements make closing.</summary>
/// <remarks>
/// Customers: closing = opening + new + reactivated - churned. Money: closing = opening + new + reactivation + expansion - contraction - churned.
/// </remarks>
public sealed record AccountMovements
{
    /// <summary>Customers at the beginning.</summary>
    public required long OpeningCustomers { get; init; }

    /// <summary>Customers for the first time ever.</summary>
    public required long NewCustomers { get; init; }

    /// <summary>Customers again, after a time as none.</summary>
    public required long ReactivatedCustomers { get; init; }

    /// <summary>Customers no more.</summary>
    public required long ChurnedCustomers { get; init; }

    /// <summary>Customers at the end.</summary>
    public required long ClosingCustomers { get; init; }

    /// <summary>Customers as before, at more a month.</summary>
    public required long ExpandingCustomers { get; init; }

    /// <summary>Customers as before, at less a month.</summary>
    public required long ContractingCustomers { get; init; }

    /// <summary>Monthly revenue at the beginning.</summary>
    public required Money OpeningMrr { get; init; }

    /// <summary>Monthly revenue of new customers.</summary>
    public required Money NewMrr { get; init; }

    /// <summary>Monthly revenue of those who came back.</summary>
    public required Money ReactivationMrr { get; init; }

    /// <summary>What customers pay more.</summary>
    public required Money ExpansionMrr { get; init; }

    /// <summary>What customers pay less.</summary>
    public required Money ContractionMrr { get; init; }

    /// <summary>What those who left had paid.</summary>
    public required Money ChurnedMrr { get; init; }

    /// <summary>Monthly revenue at the end.</summary>
    public required Money ClosingMrr { get; init; }
}
