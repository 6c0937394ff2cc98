namespace CrmKit.Churn.Tests;

public class FeaturesTests
{
    private static readonly CustomerId Customer = "42";
    private static readonly LocalDate AsOf = new(2026, 6, 30);
    private static int _key;

    [Fact]
    public void Nothing_known_is_unknown_and_never_zero()
    {
        var facts = Facts([]);
        Assert.All(Features.Standard.Add(Features.Alive()), feature => Assert.Null(feature.Of(facts)));
        Assert.All(Features.Standard.Add(Features.Alive()), feature => Assert.True(feature is { Description.Length: > 0, Unit.Length: > 0, Prior: not null }));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_unknown()
    {
        foreach (var odd in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Null(new Feature("odd", _ => odd).Of(Facts([])));
            var builder = new FeatureTableBuilder([new Feature("odd", _ => odd)]);
            builder.Add(Customer, AsOf, [odd]);
            builder.Add(Facts([]));
            builder.Add(Customer, AsOf, [0]);
            var table = builder.Build();
            Assert.Equal([null, null, 0], Enumerable.Range(0, 3).Select(row => table[row, "odd"]));
            Assert.Null(table.Left(0));
        }
    }

    [Fact]
    public void Spend_trend_is_the_logarithm_of_the_ratio_with_half_a_purchase_each()
    {
        // 40 in the last 90 days, 60 + 20 in those before; the mean purchase is 40, half of it 20.
        var trend = Features.SpendTrend().Of(Facts([Bought(89, 40), Bought(90, 60), Bought(179, 20), Bought(180, 1000)]));
        Assert.Equal(Math.Log(60.0 / 100), trend!.Value, 14);

        // Nothing since: less is made of one purchase that stayed out than of four.
        Assert.Equal(Math.Log(0.5 / 1.5), Features.SpendTrend().Of(Facts([Bought(100, 40)]))!.Value, 14);
        Assert.Equal(Math.Log(0.5 / 4.5), Features.SpendTrend().Of(Facts([Bought(100, 40), Bought(110, 40), Bought(120, 40), Bought(130, 40)]))!.Value, 14);

        // Returns are taken off; a former window that they empty says nothing, nor do two currencies.
        Assert.Null(Features.SpendTrend().Of(Facts([Bought(10, 40), Bought(100, 30), new PurchaseReturn(Key(), Customer, At(95), AsOf.PlusDays(-95), new Money(30, Currency.Eur))])));
        Assert.Null(Features.SpendTrend().Of(Facts([Bought(10, 40), Bought(100, 30, new Currency("CHF"))])));
        Assert.Null(Features.SpendTrend().Of(Facts([Bought(10, 40)])));
        Assert.NotNull(Features.SpendTrend(int.MaxValue).Prior);
        Assert.Null(Features.SpendTrend(int.MaxValue).Of(Facts([Bought(10, 40)])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Features.SpendTrend(0));
    }

    [Fact]
    public void Open_complaint_is_known_where_complaints_are_recorded()
    {
        var complaint = new Complaint(Key(), Customer, At(5));
        Assert.Equal(1, Features.OpenComplaint().Of(Facts([complaint])));
        Assert.Equal(0, Features.OpenComplaint().Of(Facts([complaint, new ComplaintResolved(Key(), Customer, At(4), complaint.Key)])));
        Assert.Null(Features.OpenComplaint().Of(Facts([Bought(3, 5)])));
        Assert.Equal(0, Features.OpenComplaint().Of(Facts([], coverage: TimelineCoverage.None.With<Complaint>(AsOf))));
        Assert.Null(Features.OpenComplaint().Of(Facts([], coverage: TimelineCoverage.None.With<Complaint>(AsOf.PlusDays(1)))));
    }

    [Fact]
    public void Satisfaction_falls_as_a_share_of_the_scale_of_each_question()
    {
        var fall = Features.SatisfactionFall();
        Assert.Null(fall.Of(Facts([Answered(9, SatisfactionMetric.NetPromoter, 9)])));

        // 9 and 7 of 0 to 10, then 2: 0.8 - 0.2.
        Assert.Equal(0.6, fall.Of(Facts([Answered(9, SatisfactionMetric.NetPromoter, 9), Answered(8, SatisfactionMetric.NetPromoter, 7), Answered(1, SatisfactionMetric.NetPromoter, 2)]))!.Value, 14);

        // 5 of 1 to 5, then 4 of 1 to 7: 1 - 0.5; with an earlier 7 of 1 to 7 that one alone counts.
        Assert.Equal(0.5, fall.Of(Facts([Answered(9, SatisfactionMetric.Satisfaction, 5), Answered(1, SatisfactionMetric.Effort, 4)]))!.Value, 14);
        Assert.Equal(-0.5, fall.Of(Facts([Answered(9, SatisfactionMetric.Satisfaction, 5), Answered(8, SatisfactionMetric.Effort, 1), Answered(1, SatisfactionMetric.Effort, 4)]))!.Value, 14);
    }

    [Fact]
    public void Silence_is_measured_in_the_customers_own_gaps()
    {
        var silence = Features.Silence();
        Assert.Null(silence.Of(Facts([new PaymentFailed(Key(), Customer, At(3)), Sent(2)])));
        Assert.Equal(Math.Log(31.0 / 91), silence.Of(Facts([Bought(30, 5)]))!.Value, 14);

        // Bought 50 days and answered 30 days ago: a gap of 20.
        Assert.Equal(Math.Log(31.0 / 21), silence.Of(Facts([Bought(50, 5), new Reply(Key(), Customer, At(30), Channel.Email)]))!.Value, 14);
        var rhythm = new CustomerOutlook(Customer, AsOf) { Rhythm = new RhythmOutlook(9, 1, 0.8, null, null, 0.7, EstimateStatus.Pooled) };
        Assert.Equal(Math.Log(31.0 / 10), silence.Of(Facts([Bought(50, 5), Bought(30, 5)], rhythm))!.Value, 14);
        Assert.Equal(0.7, Features.RhythmOverdue().Of(Facts([], rhythm)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Features.Silence(double.NaN));
    }

    [Fact]
    public void Failed_payments_count_in_their_window()
    {
        TimelineEvent[] failed = [new PaymentFailed(Key(), Customer, At(89)), new PaymentFailed(Key(), Customer, At(90)), new PaymentFailed(Key(), Customer, At(0))];
        Assert.Equal(2, Features.FailedPayments().Of(Facts(failed)));
        Assert.Null(Features.FailedPayments(10).Of(Facts(failed[..2])));
        Assert.Equal(0, Features.FailedPayments(10).Of(Facts(failed[..2], coverage: TimelineCoverage.None.With<PaymentFailed>(AsOf.PlusDays(-9)))));
        Assert.Null(Features.FailedPayments(10).Of(Facts(failed[..2], coverage: TimelineCoverage.None.With<PaymentFailed>(AsOf.PlusDays(-8)))));
    }

    [Fact]
    public void Unanswered_contacts_count_since_the_customer_last_did_something()
    {
        Assert.Null(Features.Unanswered().Of(Facts([Bought(5, 5)])));
        Assert.Null(Features.Unanswered().Of(Facts([Sent(5, TouchClass.Transactional)])));
        Assert.Equal(2, Features.Unanswered().Of(Facts([Sent(9), Bought(8, 5), Sent(7), Sent(6, TouchClass.Legal), Sent(5, TouchClass.Relationship)])));
        Assert.Equal(0, Features.Unanswered().Of(Facts([Sent(9), Bought(8, 5)])));
        Assert.Equal(1, Features.Unanswered().Of(Facts([Sent(9)])));
    }

    [Fact]
    public void Leaving_is_known_once_the_horizon_is_over()
    {
        var rule = LeavingRule.NoPurchaseWithin(30);
        TimelineEvent[] events = [Bought(0, 5), Bought(-30, 5)];
        Assert.False(rule.Left(events, AsOf, AsOf.PlusDays(30)));
        Assert.True(rule.Left([Bought(0, 5), Bought(-31, 5)], AsOf, AsOf.PlusDays(30)));

        // Also where it is known already that the customer stayed: to count early stayers alone would make leaving look rare.
        Assert.Null(rule.Left([Bought(-1, 5)], AsOf, AsOf.PlusDays(29)));
        Assert.Null(rule.Left([], AsOf, AsOf.PlusDays(-5)));
        Assert.Equal(AsOf.PlusDays(7), Until(new LeavingRule(7, (_, _, until) => until == AsOf.PlusDays(7) ? true : null)));
        LocalDate? Until(LeavingRule own) => own.Left([], AsOf, AsOf.PlusDays(7)) is true ? AsOf.PlusDays(7) : null;
    }

    [Fact]
    public void Table_checks_what_goes_in()
    {
        Assert.Throws<ArgumentException>(() => new FeatureTableBuilder([]));
        Assert.Throws<ArgumentException>(() => new FeatureTableBuilder([Features.Silence(), Features.Silence()]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureTableBuilder(horizonDays: 0));
        Assert.Throws<ArgumentException>(() => new FeatureTableBuilder().Add(Customer, AsOf, [1.0]));
        Assert.Throws<ArgumentException>(() => new FeatureTableBuilder([Features.Silence()]).Add(default, AsOf, [1.0]));
        Assert.Throws<ArgumentException>(() => new FeatureTableBuilder().Build().Column("none").Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Features.Silence() with { Prior = new FeaturePrior(0, 0, 1) });
    }

    private static FeatureFacts Facts(IReadOnlyList<TimelineEvent> events, CustomerOutlook? outlook = null, TimelineCoverage? coverage = null) =>
        FeatureFacts.FromEvents(Customer, AsOf, DateTimeZone.Utc, events, outlook, coverage);

    private static Instant At(int daysAgo) => AsOf.PlusDays(-daysAgo).AtMidnight().InUtc().ToInstant() + Duration.FromHours(12);

    private static EventKey Key() => new(Interlocked.Increment(ref _key).ToString("D6", CultureInfo.InvariantCulture));

    private static Purchase Bought(int daysAgo, decimal amount, Currency? currency = null) =>
        new(Key(), Customer, At(daysAgo), AsOf.PlusDays(-daysAgo), new Money(amount, currency ?? Currency.Eur));

    private static Feedback Answered(int daysAgo, SatisfactionMetric metric, int score) => new(Key(), Customer, At(daysAgo), metric, score);

    private static Touch Sent(int daysAgo, TouchClass touchClass = TouchClass.Promotional) =>
        new(Key(), Customer, At(daysAgo), new TouchKey(Customer, "spring", daysAgo.ToString(CultureInfo.InvariantCulture)), touchClass, Channel.Email);
}
