using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>What moved, in customers and in money.</summary>
internal sealed record AccountMovementsOutput(
    long OpeningCustomers,
    long NewCustomers,
    long ReactivatedCustomers,
    long ChurnedCustomers,
    long ClosingCustomers,
    long ExpandingCustomers,
    long ContractingCustomers,
    decimal OpeningMrr,
    decimal NewMrr,
    decimal ReactivationMrr,
    decimal ExpansionMrr,
    decimal ContractionMrr,
    decimal ChurnedMrr,
    decimal ClosingMrr)
{
    public static AccountMovementsOutput From(AccountMovements moved) => new(
        moved.OpeningCustomers,
        moved.NewCustomers,
        moved.ReactivatedCustomers,
        moved.ChurnedCustomers,
        moved.ClosingCustomers,
        moved.ExpandingCustomers,
        moved.ContractingCustomers,
        moved.OpeningMrr.Amount,
        moved.NewMrr.Amount,
        moved.ReactivationMrr.Amount,
        moved.ExpansionMrr.Amount,
        moved.ContractionMrr.Amount,
        moved.ChurnedMrr.Amount,
        moved.ClosingMrr.Amount);
}
