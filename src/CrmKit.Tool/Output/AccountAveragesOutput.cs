using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>Churn of a typical month.</summary>
internal sealed record AccountAveragesOutput(
    AccountRatio PooledMonthlyLogoChurn,
    AccountRatio MeanMonthlyLogoChurn,
    AccountRatio AnnualisedPooledLogoChurn,
    double? ExpectedLifetimeMonths,
    string ExpectedLifetimeStatus)
{
    public static AccountAveragesOutput From(AccountAverages averages) => new(
        averages.PooledMonthlyLogoChurn,
        averages.MeanMonthlyLogoChurn,
        averages.AnnualisedPooledLogoChurn,
        averages.ExpectedLifetimeMonths.Status == LifetimeStatus.Finite ? averages.ExpectedLifetimeMonths.Time : null,
        averages.ExpectedLifetimeMonths.Status.ToString());
}
