namespace CrmKit.Churn;

/// <summary>Churn of a typical month. Months that were not seen to their end are left out.</summary>
/// <param name="PooledMonthlyLogoChurn">All who left over the sum of the months' opening customers: each customer-month counts once.</param>
/// <param name="MeanMonthlyLogoChurn">The mean of the months' rates: each month counts once, however few customers it had. Months that began with nobody are left out.</param>
/// <param name="AnnualisedPooledLogoChurn">The share that leaves within twelve months at the pooled rate, 1 - (1 - p)^12.</param>
/// <param name="ExpectedLifetimeMonths">Months that a customer stays at the pooled rate, 1/p: infinite where nobody left, not identified where there was nobody.</param>
public sealed record AccountAverages(
    AccountRatio PooledMonthlyLogoChurn, AccountRatio MeanMonthlyLogoChurn, AccountRatio AnnualisedPooledLogoChurn, Lifetime ExpectedLifetimeMonths)
{
    private const int MonthsOfYear = 12;

    internal static AccountAverages Of(IEnumerable<MonthlyAccount> months)
    {
        var (churned, opening, sum, counted) = (0L, 0L, 0.0, 0);
        foreach (var month in months.Where(month => month.IsWhole))
        {
            churned += month.Movements.ChurnedCustomers;
            opening += month.Movements.OpeningCustomers;
            if (month.LogoChurn.Value is { } rate)
            {
                (sum, counted) = (sum + rate, counted + 1);
            }
        }

        var pooled = AccountRatio.Of(churned, opening);
        return new AccountAverages(
            pooled,
            counted > 0 ? AccountRatio.Finite(sum / counted) : AccountRatio.Undefined,
            pooled.Value is { } p ? AccountRatio.Finite(WithinYear(p)) : AccountRatio.Undefined,
            opening == 0 ? Lifetime.NotIdentified : churned == 0 ? Lifetime.Infinite : Lifetime.Finite((double)opening / churned));
    }

    // As a geometric sum, 1 - q^12 = p (1 + q + … + q^11) loses no digit where p is small.
    private static double WithinYear(double p)
    {
        var (power, sum) = (1.0, 0.0);
        for (var month = 0; month < MonthsOfYear; month++)
        {
            sum += power;
            power *= 1 - p;
        }

        return p * sum;
    }
}
