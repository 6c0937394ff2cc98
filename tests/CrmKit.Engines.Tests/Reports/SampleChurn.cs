using CrmKit.Churn;

namespace CrmKit.Engines.Tests.Reports;

// A small business with contracts, synthetic.
internal static class SampleChurn
{
    private static readonly double[] Time = [1, 2, 2, 4, 5, 7, 7, 9, 12, 12, 3, 6, 8, 11];
    private static readonly bool[] Left = [true, true, false, true, false, true, true, false, true, false, true, false, true, false];

    public static SurvivalFit OneGroup { get; } = new KaplanMeierEstimator().Fit(new SurvivalRecords(Time, Left));

    public static SurvivalFit Groups { get; } = new KaplanMeierEstimator().Fit(
        new SurvivalRecords(Time, Left), GroupColumn.Of("plan", Time.Select((_, i) => i % 3 == 0 ? "yearly <b>" : i % 3 == 1 ? "monthly, with a name that is far too long" : "weekly")));

    public static RetentionCounts Cohorts { get; } = RetentionCounts.OfCohorts([1000, 869, 743, 653, 593, 551, 517, 491], [400, 350]);

    public static IRetentionCurve Retention { get; } = new ShiftedBetaGeometricEstimator().Fit(Cohorts).Model;

    public static RetentionAccounts Accounts { get; } = RetentionAccounts.Of(SubscriptionLedger.FromSubscriptions(
        [
            Contract("a", new(2025, 1, 5), null, 20m),
            Contract("b", new(2025, 1, 9), new(2025, 4, 2), 30m),
            Contract("c", new(2025, 2, 1), null, 10m),
            Contract("c", new(2025, 4, 1), null, 15m),
            Contract("d", new(2025, 3, 1), new(2025, 5, 20), 12.50m),
            Contract("b", new(2025, 6, 1), null, 25m),
        ],
        new LocalDate(2025, 6, 30)));

    public static AccountMovements Movements { get; } = Accounts.Period(Accounts.Months[0].Month - 1, Accounts.Months[^1].Month).Summed;

    private static Subscription Contract(string customer, LocalDate start, LocalDate? end, decimal mrr) => new(new CustomerId(customer), start, end, new Money(mrr, Currency.Eur));
}
