namespace CrmKit.Churn.Tests;

public sealed class SubscriptionLedgerTests
{
    private static readonly LocalDate AsOf = new(2024, 3, 31);

    [Fact]
    public void Upgrade_within_a_month_is_expansion_and_a_swap_at_the_same_price_is_nothing()
    {
        var accounts = Dated(
            Contract("up", new(2024, 1, 10), new(2024, 2, 15), 10),
            Contract("up", new(2024, 2, 15), null, 25),
            Contract("swap", new(2024, 1, 31), new(2024, 2, 29), 10),
            Contract("swap", new(2024, 2, 29), null, 10));
        Assert.Equal(
            [("up", 1, MovementKind.New, 10m), ("up", 2, MovementKind.Expansion, 15m), ("swap", 1, MovementKind.New, 10m)],
            accounts.Movements().Select(move => (move.Customer.Value, move.Month, move.Kind, move.Amount.Amount)));
    }

    [Fact]
    public void Contracts_side_by_side_add_up_and_the_end_of_one_is_contraction()
    {
        var accounts = Dated(Contract("a", new(2023, 12, 5), null, 10), Contract("a", new(2024, 1, 1), new(2024, 3, 1), 7.5m));
        Assert.Equal([10m, 17.5m, 17.5m, 10m], accounts.Months.Select(month => month.Movements.ClosingMrr.Amount));
        Assert.Equal(1, accounts.Month(4).Movements.ContractingCustomers);
        Assert.Equal(new YearMonth(2024, 3), accounts.Month(4).CalendarMonth);
    }

    [Fact]
    public void Contract_that_ends_on_the_last_day_of_a_month_does_not_show_at_its_end()
    {
        var accounts = Dated(Contract("a", new(2024, 1, 1), new(2024, 1, 31), 10), Contract("b", new(2024, 1, 1), new(2024, 2, 1), 10));
        Assert.Equal([1L, 0L, 0L], accounts.Months.Select(month => month.Movements.ClosingCustomers));
        Assert.Equal((1, 1), (accounts.Ledger.CustomerCount, accounts.Ledger.CustomersBetweenMonthEnds));
    }

    [Fact]
    public void Who_left_and_came_back_within_a_month_did_not_move()
    {
        var accounts = Dated(Contract("a", new(2024, 1, 1), new(2024, 2, 3), 10), Contract("a", new(2024, 2, 20), null, 10));
        Assert.Equal(MovementKind.New, Assert.Single(accounts.Movements()).Kind);
        Assert.Equal(1, accounts.Cohorts[0].Ages[^1].NeverLeft);
    }

    [Fact]
    public void Last_month_that_is_not_over_is_marked_and_left_out_of_the_averages()
    {
        Subscription[] rows = [Contract("a", new(2024, 1, 1), null, 10), Contract("b", new(2024, 1, 1), new(2024, 2, 10), 10), Contract("c", new(2024, 1, 5), new(2024, 3, 12), 5)];
        var accounts = RetentionAccounts.Of(SubscriptionLedger.FromSubscriptions(rows, new LocalDate(2024, 3, 15)));
        Assert.Equal([true, true, false], accounts.Months.Select(month => month.IsWhole));
        Assert.Equal(1, accounts.Months[^1].Movements.ChurnedCustomers);
        Assert.Equal(1.0 / 3, accounts.Averages.PooledMonthlyLogoChurn.Value);

        // The day before the end of the contract it still runs, and what is to come is not looked at.
        Assert.Equal(0, RetentionAccounts.Of(SubscriptionLedger.FromSubscriptions(rows, new LocalDate(2024, 3, 11))).Months[^1].Movements.ChurnedCustomers);
    }

    [Fact]
    public void Contracts_before_a_stated_opening_tell_who_comes_back()
    {
        var ledger = SubscriptionLedger.FromSubscriptions(
            [Contract("old", new(2023, 1, 1), new(2023, 6, 1), 10), Contract("old", new(2024, 2, 1), null, 10), Contract("here", new(2023, 1, 1), null, 4)], AsOf, new YearMonth(2023, 12));
        var accounts = RetentionAccounts.Of(ledger);
        Assert.Equal((1L, 4m), (accounts.Month(1).Movements.OpeningCustomers, accounts.Month(1).Movements.OpeningMrr.Amount));
        Assert.Equal((1L, 0L), (accounts.Month(2).Movements.ReactivatedCustomers, accounts.Month(2).Movements.NewCustomers));
        Assert.Equal(-11, Assert.Single(accounts.Cohorts).Month);
        Assert.Equal(new YearMonth(2023, 1), accounts.Cohorts[0].CalendarMonth);
    }

    [Fact]
    public void Empty_ledger_has_accounts_of_nothing()
    {
        var dated = RetentionAccounts.Of(SubscriptionLedger.FromSubscriptions([], AsOf));
        Assert.Equal(0, Assert.Single(dated.Months).Movements.ClosingCustomers);
        Assert.Equal(AccountRatio.Undefined, dated.Months[0].QuickRatio);
        Assert.Equal(Lifetime.NotIdentified, dated.Averages.ExpectedLifetimeMonths);
        Assert.Empty(dated.Cohorts);
        Assert.Empty(RetentionAccounts.Of(SubscriptionLedger.FromMonths([])).Months);
    }

    [Fact]
    public void Nobody_leaving_is_an_infinite_lifetime_and_growth_from_nothing_an_infinite_ratio()
    {
        var accounts = RetentionAccounts.Of(SubscriptionLedger.FromMonths([Row("a", 0, 0), Row("a", 1, 5), Row("a", 2, 5)]));
        Assert.Equal(Lifetime.Infinite, accounts.Averages.ExpectedLifetimeMonths);
        Assert.Equal(AccountRatio.Infinite, accounts.Month(1).NetRevenueRetention);
        Assert.Equal(AccountRatio.Infinite, accounts.Month(1).QuickRatio);
        Assert.Equal(AccountRatio.Undefined, accounts.Month(1).GrossRevenueRetention);
        Assert.Equal(AccountRatio.Undefined, accounts.Month(2).QuickRatio);
        Assert.Equal(AccountRatio.Infinite, accounts.Period(0, 2).NetRevenueRetentionCompounded);
        Assert.Equal((AccountRatio.Undefined, AccountRatio.Infinite), (accounts.Cohorts[0].MrrShare(0), accounts.Cohorts[0].MrrShare(1)));
    }

    [Fact]
    public void Faults_name_the_row_and_the_field_and_show_nothing_of_it()
    {
        (Func<object> Make, long Row, string Field)[] faults =
        [
            (() => SubscriptionLedger.FromMonths([Row("a", 0, 1), Row("secret", 0, -1)]), 1, "mrr"),
            (() => SubscriptionLedger.FromMonths([Row("a", 0, 1), Row("a", 1, 1), Row("secret", 1, 1), Row("a", 0, 2)]), 3, "month"),
            (() => SubscriptionLedger.FromMonths([Row("a", 5, 1), Row("a", 3, 1), Row("a", 3, 1)]), 2, "month"),
            (() => SubscriptionLedger.FromMonths([Row("a", 0, 1), Row("a", 99_999, 1)]), 1, "month"),
            (() => SubscriptionLedger.FromMonths([new SubscriptionMonth("a", 0, default, default)]), 0, "state"),
            (() => SubscriptionLedger.FromMonths([new SubscriptionMonth(default, 0, SubscriptionState.Active, default)]), 0, "customer"),
            (() => SubscriptionLedger.FromSubscriptions([Contract("secret", new(2024, 2, 2), new(2024, 2, 1), 5)], AsOf), 0, "end"),
            (() => SubscriptionLedger.FromSubscriptions([Contract("a", new(2024, 2, 2), null, 5), Contract("a", new(2024, 2, 2), null, -5)], AsOf), 1, "mrr"),
            (() => SubscriptionLedger.FromSubscriptions([Contract("a", new(1024, 2, 2), null, 5)], AsOf), 0, "start"),
            (() => SubscriptionLedger.FromMonths(Enumerable.Range(0, 20).Select(month => Row("a", month, 100m / 12))), 0, "mrr"),
        ];
        foreach (var (make, row, field) in faults)
        {
            var fault = Assert.Throws<LedgerFaultException>(make);
            Assert.Equal((row, field), (fault.Row, fault.Field));
            Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        }

        Assert.Contains("Row 1", Assert.Throws<CurrencyMismatchException>(() => SubscriptionLedger.FromMonths([Row("a", 0, 1), new SubscriptionMonth("b", 0, SubscriptionState.Active, new Money(1, Currency.Usd))])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SubscriptionLedger.FromMonths([], 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SubscriptionLedger.FromSubscriptions([], AsOf, new YearMonth(2024, 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RetentionAccounts.Of(SubscriptionLedger.FromMonths([]), (PausePolicy)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dated().Period(0, 2));
    }

    [Fact]
    public void Amounts_of_many_decimals_stay_exact_as_long_as_their_sum_does()
    {
        const decimal Fine = 1.00000000000000000000000001m;
        var accounts = RetentionAccounts.Of(SubscriptionLedger.FromMonths([Row("a", 0, Fine), Row("a", 1, Fine), Row("b", 1, Fine)]));
        Assert.Equal(2.00000000000000000000000002m, accounts.Month(1).Movements.ClosingMrr.Amount);
    }

    [Fact]
    public void Coverage_counts_the_customers_of_the_beginning_and_the_leak_those_nobody_spoke_to()
    {
        var ledger = SubscriptionLedger.FromMonths(
        [
            Row("stays", 0, 1), Row("stays", 1, 1), Row("stays", 2, 1), Row("quiet", 0, 1), Row("quiet", 1, 1), Row("quiet", 2, 1), Row("gone", 0, 1), Row("gone", 1, 1), Row("told", 0, 1), Row("new", 1, 1), Row("back", 0, 1), Row("back", 2, 1),
        ]);
        var coverage = RetentionAccounts.Of(ledger).Coverage(0, 2, ["stays", "told", "told", "new", "nobody"]);
        Assert.Equal(new TouchCoverage(0, 2, 5, 2, 2, 1), coverage);
        Assert.Equal((0.4, 0.5, 0.5, 1.0 / 3), (coverage.Coverage.Value, coverage.Leak.Value, coverage.LogoChurnOfTouched.Value, coverage.LogoChurnOfUntouched.Value));
    }

    [Fact]
    public void Coverage_of_a_timeline_looks_at_the_days_of_the_window_where_the_business_is()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var accounts = RetentionAccounts.Of(SubscriptionLedger.FromSubscriptions(
            new[] { "before", "first", "last", "after" }.Select(name => Contract(name, new(2024, 1, 1), new(2024, 3, 5), 1)), AsOf));
        TimelineEvent[] events =
        [
            Touched("before", new LocalDateTime(2024, 1, 31, 23, 59)), Touched("first", new LocalDateTime(2024, 2, 1, 0, 0)), Touched("last", new LocalDateTime(2024, 3, 31, 23, 59)), Touched("after", new LocalDateTime(2024, 4, 1, 0, 0)),
        ];
        Assert.Equal(new TouchCoverage(1, 3, 4, 2, 4, 2), accounts.Coverage(1, 3, events, zone));
        Assert.Throws<InvalidOperationException>(() => RetentionAccounts.Of(SubscriptionLedger.FromMonths([Row("a", 0, 1), Row("a", 1, 1)])).Coverage(0, 1, events, zone));

        TimelineEvent Touched(string customer, LocalDateTime at) => new Touch(
            new EventKey(customer), customer, at.InZoneStrictly(zone).ToInstant(), new TouchKey(customer, "hello", "1"), TouchClass.Relationship, Channel.Email);
    }

    [Fact]
    public void Tenures_end_where_a_customer_is_first_missed_or_with_the_last_month()
    {
        var months = SubscriptionLedger.FromMonths([Row("before", 0, 1), Row("left", 1, 1), Row("left", 2, 2), Row("left", 4, 1), Row("here", 2, 1), Row("here", 3, 1), Row("here", 4, 1), Row("new", 4, 1)]).Tenures();
        Assert.Equal(1, months.WithoutStart);
        Assert.Equal(
            [("left", 2.0, true), ("here", 2.0, false), ("new", 0.0, false)],
            months.Customers.Select((customer, i) => (customer.Value, months.Records.Time.Span[i], months.Records.IsEvent.Span[i])));

        // Of contracts with dates the beginning is known, however early.
        var dated = SubscriptionLedger.FromSubscriptions([Contract("a", new(2020, 1, 5), new(2024, 2, 1), 1)], AsOf, new YearMonth(2023, 12)).Tenures();
        Assert.Equal((0, 49.0, true), (dated.WithoutStart, dated.Records.Time.Span[0], dated.Records.IsEvent.Span[0]));
    }

    [Fact]
    public void Those_who_leave_by_a_tenure_are_those_whom_the_cohorts_miss() => Law.Holds(LedgerCase.Any(withPauses: true), ledger =>
    {
        var last = ledger.Months.IsEmpty ? 3 : ledger.Months[0].Length - 1;
        foreach (var policy in Enum.GetValues<PausePolicy>())
        {
            // From one month before, nobody has come before the ledger.
            var book = SubscriptionLedger.FromMonths(ledger.Rows(), -1, last);
            var tenures = book.Tenures(policy);
            var cohorts = RetentionAccounts.Of(book, policy).Cohorts;
            Assert.Equal(0, tenures.WithoutStart);
            for (var age = 1; age <= last + 1; age++)
            {
                var stayed = cohorts.Where(cohort => cohort.Ages.Length > age).Sum(cohort => cohort.Ages[age - 1].NeverLeft - cohort.Ages[age].NeverLeft);
                Assert.Equal(stayed, Enumerable.Range(0, tenures.Records.Count).LongCount(i => tenures.Records.IsEvent.Span[i] && tenures.Records.Time.Span[i] == age));
            }
        }
    });

    private static RetentionAccounts Dated(params Subscription[] rows) => RetentionAccounts.Of(SubscriptionLedger.FromSubscriptions(rows, AsOf));

    private static Subscription Contract(string customer, LocalDate start, LocalDate? end, decimal mrr) => new(customer, start, end, new Money(mrr, Currency.Eur));

    private static SubscriptionMonth Row(string customer, int month, decimal mrr) => new(customer, month, SubscriptionState.Active, new Money(mrr, Currency.Eur));
}
