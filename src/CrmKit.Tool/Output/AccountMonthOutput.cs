using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>One month.</summary>
internal sealed record AccountMonthOutput(
    int Month,
    string? CalendarMonth,
    bool IsWhole,
    AccountMovementsOutput Movements,
    AccountRatio LogoChurn,
    AccountRatio GrossRevenueChurn,
    AccountRatio GrossRevenueRetention,
    AccountRatio NetRevenueRetention,
    AccountRatio NetRevenueRetentionWithReactivation,
    AccountRatio QuickRatio,
    AccountRatio AverageRevenuePerCustomer)
{
    public static AccountMonthOutput From(MonthlyAccount month) => new(
        month.Month,
        AccountsOutput.Text(month.CalendarMonth),
        month.IsWhole,
        AccountMovementsOutput.From(month.Movements),
        month.LogoChurn,
        month.GrossRevenueChurn,
        month.GrossRevenueRetention,
        month.NetRevenueRetention,
        month.NetRevenueRetentionWithReactivation,
        month.QuickRatio,
        month.AverageRevenuePerCustomer);
}
