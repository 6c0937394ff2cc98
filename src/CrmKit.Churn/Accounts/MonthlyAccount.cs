namespace CrmKit.Churn;

/// <summary>The account of one month against the month before.</summary>
/// <param name="Month">The month, as <see cref="SubscriptionLedger"/> counts months.</param>
/// <param name="CalendarMonth">The month in the calendar; <c>null</c> where the ledger has but numbers.</param>
/// <param name="IsWhole">Whether the month was seen to its end; <c>false</c> for the last month of a ledger that is told up to a day within it.</param>
/// <param name="Movements">What moved.</param>
public sealed record MonthlyAccount(int Month, YearMonth? CalendarMonth, bool IsWhole, AccountMovements Movements)
{
    /// <summary>Churned over opening customers; undefined where there was none.</summary>
    public AccountRatio LogoChurn => AccountRatio.Of(Movements.ChurnedCustomers, Movements.OpeningCustomers);

    /// <summary>What was lost, by churn and by contraction, over the opening revenue.</summary>
    public AccountRatio GrossRevenueChurn => AccountRatio.Of(Movements.ChurnedMrr + Movements.ContractionMrr, Movements.OpeningMrr);

    /// <summary>What was kept of the opening revenue, growth left aside: 1 less <see cref="GrossRevenueChurn"/>.</summary>
    public AccountRatio GrossRevenueRetention => AccountRatio.Of(Kept, Movements.OpeningMrr);

    /// <summary>What the customers of the beginning pay at the end over what they paid at the beginning; those who came back are left out.</summary>
    public AccountRatio NetRevenueRetention => AccountRatio.Of(Kept + Movements.ExpansionMrr, Movements.OpeningMrr);

    /// <summary>The same with those who came back.</summary>
    public AccountRatio NetRevenueRetentionWithReactivation => AccountRatio.Of(Kept + Movements.ExpansionMrr + Movements.ReactivationMrr, Movements.OpeningMrr);

    /// <summary>What was gained (new, expansion, reactivation) over what was lost (contraction, churn): infinite where there were only gains, undefined where nothing moved.</summary>
    public AccountRatio QuickRatio => AccountRatio.Of(Movements.NewMrr + Movements.ExpansionMrr + Movements.ReactivationMrr, Movements.ContractionMrr + Movements.ChurnedMrr);

    /// <summary>Closing revenue over closing customers, in major units of the currency.</summary>
    public AccountRatio AverageRevenuePerCustomer => AccountRatio.Of(Movements.ClosingMrr.Amount, Movements.ClosingCustomers);

    private Money Kept => Movements.OpeningMrr - Movements.ChurnedMrr - Movements.ContractionMrr;
}
