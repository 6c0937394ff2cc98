using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>All months together.</summary>
internal sealed record AccountPeriodOutput(
    int FromMonth,
    int ToMonth,
    AccountMovementsOutput Summed,
    AccountMovementsOutput PointToPoint,
    long StillCustomers,
    long NeverLeft,
    decimal TheirClosingMrr,
    decimal TheirCappedClosingMrr,
    AccountRatio LogoRetention,
    AccountRatio ContinuousLogoRetention,
    AccountRatio NetRevenueRetention,
    AccountRatio GrossRevenueRetention,
    AccountRatio LogoRetentionCompounded,
    AccountRatio NetRevenueRetentionCompounded,
    AccountRatio GrossRevenueRetentionCompounded)
{
    public static AccountPeriodOutput From(PeriodAccount period) => new(
        period.FromMonth,
        period.ToMonth,
        AccountMovementsOutput.From(period.Summed),
        AccountMovementsOutput.From(period.PointToPoint),
        period.StillCustomers,
        period.NeverLeft,
        period.TheirClosingMrr.Amount,
        period.TheirCappedClosingMrr.Amount,
        period.LogoRetention,
        period.ContinuousLogoRetention,
        period.NetRevenueRetention,
        period.GrossRevenueRetention,
        period.LogoRetentionCompounded,
        period.NetRevenueRetentionCompounded,
        period.GrossRevenueRetentionCompounded);
}
