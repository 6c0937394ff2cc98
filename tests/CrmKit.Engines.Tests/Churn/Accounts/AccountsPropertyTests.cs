using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

/// <summary>What holds of any ledger: gaps, pauses, returns, contracts at nothing, changes within a month.</summary>
public sealed class AccountsPropertyTests
{
    private static readonly YearMonth Opening = new(2023, 11);

    [Fact]
    public void Opening_and_movements_make_closing_exactly_and_each_month_opens_with_the_close_of_the_one_before() => Each((accounts, ledger) =>
    {
        AccountMovements? before = null;
        foreach (var moved in accounts.Months.Select(month => month.Movements))
        {
            AddUp(moved);
            if (before is not null)
            {
                Assert.Equal((before.ClosingCustomers, before.ClosingMrr), (moved.OpeningCustomers, moved.OpeningMrr));
            }

            before = moved;
        }
    });

    [Fact]
    public void Months_are_those_of_the_definitions_for_every_customer() => Each((accounts, ledger) =>
    {
        Assert.Equal(
            ledger.Movements(accounts.Policy).OrderBy(move => move.Customer).ThenBy(move => move.Month),
            accounts.Movements().OrderBy(move => move.Customer).ThenBy(move => move.Month));
        foreach (var account in accounts.Months)
        {
            Assert.Equal(Snapshot(ledger, account.Month, accounts.Policy), (account.Movements.ClosingCustomers, account.Movements.ClosingMrr.Amount));
            foreach (var kind in Enum.GetValues<MovementKind>())
            {
                var moves = ledger.Movements(accounts.Policy).Where(move => move.Month == account.Month && move.Kind == kind).ToList();
                Assert.Equal((moves.Count, moves.Sum(move => move.Amount.Amount)), Of(account.Movements, kind));
            }
        }
    });

    [Fact]
    public void Periods_add_up_both_ways_and_are_those_of_the_definitions() => Each((accounts, ledger) =>
    {
        for (var from = 0; from < accounts.Ledger.LastMonth; from++)
        {
            for (var to = from + 1; to <= accounts.Ledger.LastMonth; to++)
            {
                var period = accounts.Period(from, to);
                AddUp(period.Summed);
                AddUp(period.PointToPoint);
                var (opening, closing) = (Snapshot(ledger, from, accounts.Policy), Snapshot(ledger, to, accounts.Policy));
                Assert.All([period.Summed, period.PointToPoint], moved =>
                {
                    Assert.Equal(opening, (moved.OpeningCustomers, moved.OpeningMrr.Amount));
                    Assert.Equal(closing, (moved.ClosingCustomers, moved.ClosingMrr.Amount));
                });
                var atStart = Enumerable.Range(0, ledger.Months.Length).Where(customer => ledger.At(customer, from, accounts.Policy) is not null).ToList();
                Assert.Equal(atStart.Count(customer => ledger.At(customer, to, accounts.Policy) is not null), period.StillCustomers);
                Assert.Equal(atStart.Count(customer => ledger.Throughout(customer, from, to, accounts.Policy)), period.NeverLeft);
                Assert.Equal(atStart.Sum(customer => ledger.At(customer, to, accounts.Policy) ?? 0), period.TheirClosingMrr.Amount);
                Assert.Equal(
                    atStart.Sum(customer => Math.Min(ledger.At(customer, from, accounts.Policy)!.Value, ledger.At(customer, to, accounts.Policy) ?? 0)),
                    period.TheirCappedClosingMrr.Amount);
                Assert.Equal(period.PointToPoint.ChurnedCustomers, period.PointToPoint.OpeningCustomers - period.StillCustomers);
            }
        }
    });

    [Fact]
    public void Cohorts_sum_to_the_totals_of_every_month_and_begin_with_the_new() => Each((accounts, ledger) =>
    {
        Assert.Equal(Enumerable.Range(0, ledger.Months.Length).Count(customer => ledger.Cohort(customer, accounts.Policy) is not null), accounts.Cohorts.Sum(cohort => cohort.Customers));
        foreach (var account in accounts.Months)
        {
            var ages = accounts.Cohorts.Where(cohort => cohort.Month <= account.Month).Select(cohort => (cohort.Month, Age: cohort.Ages[account.Month - cohort.Month])).ToList();
            Assert.Equal(account.Movements.ClosingCustomers, ages.Sum(cell => cell.Age.Active));
            Assert.Equal(account.Movements.ClosingMrr.Amount, ages.Sum(cell => cell.Age.Mrr.Amount));
            Assert.Equal(account.Movements.NewCustomers, accounts.Cohorts.Where(cohort => cohort.Month == account.Month).Sum(cohort => cohort.Customers));
            Assert.Equal(
                Enumerable.Range(0, ledger.Months.Length).Count(customer => ledger.Cohort(customer, accounts.Policy) is { } first && first <= account.Month && ledger.Throughout(customer, first, account.Month, accounts.Policy)),
                ages.Sum(cell => cell.Age.NeverLeft));
        }
    });

    [Fact]
    public void Both_shapes_give_the_same_accounts_where_they_say_the_same() => Law.Holds(LedgerCase.Any(withPauses: false), ledger =>
    {
        var last = ledger.Months.IsEmpty ? 3 : ledger.Months[0].Length - 1;
        var asOf = Opening.OnDayOfMonth(1).PlusMonths(last + 1).PlusDays(-1);
        var rows = RetentionAccounts.Of(SubscriptionLedger.FromMonths(ledger.Rows(), 0, last));
        var contracts = RetentionAccounts.Of(SubscriptionLedger.FromSubscriptions(ledger.Contracts(Opening), asOf, Opening));
        Assert.Equal(rows.Months.Select(month => month.Movements), contracts.Months.Select(month => month.Movements));
        Assert.All(contracts.Months, month => Assert.True(month.IsWhole));
        Assert.Equal(rows.Cohorts.Select(Flat), contracts.Cohorts.Select(Flat));
        Assert.Equal(rows.Averages, contracts.Averages);
        Assert.Equal(rows.Movements().OrderBy(move => move.Customer).ThenBy(move => move.Month), contracts.Movements().OrderBy(move => move.Customer).ThenBy(move => move.Month));
        for (var from = 0; from < last; from++)
        {
            Assert.Equal(rows.Period(from, last), contracts.Period(from, last));
        }
    });

    [Fact]
    public void Order_of_the_rows_does_not_matter() => Law.Holds(
        from ledger in LedgerCase.Any(withPauses: true)
        from rows in Gen.Shuffle(ledger.Rows().ToArray())
        select (ledger, rows),
        pair =>
        {
            var last = pair.ledger.Months.IsEmpty ? 3 : pair.ledger.Months[0].Length - 1;
            var straight = RetentionAccounts.Of(SubscriptionLedger.FromMonths(pair.ledger.Rows(), 0, last));
            var shuffled = RetentionAccounts.Of(SubscriptionLedger.FromMonths(pair.rows, 0, last));
            Assert.Equal(straight.Months.ToList(), shuffled.Months.ToList());
            Assert.Equal(straight.Cohorts.Select(Flat), shuffled.Cohorts.Select(Flat));
        });

    [Fact]
    public void Later_rows_change_nothing_before_them() => Each((accounts, ledger) =>
    {
        for (var last = 1; last < accounts.Ledger.LastMonth; last++)
        {
            Assert.Equal(
                accounts.Months.Take(last).ToList(),
                RetentionAccounts.Of(SubscriptionLedger.FromMonths(ledger.Rows(), 0, last), accounts.Policy).Months.ToList());
        }
    });

    [Fact]
    public void Accounts_that_open_later_are_the_end_of_those_that_open_early() => Each((accounts, ledger) =>
    {
        for (var opening = 1; opening <= accounts.Ledger.LastMonth; opening++)
        {
            var later = RetentionAccounts.Of(SubscriptionLedger.FromMonths(ledger.Rows(), opening, accounts.Ledger.LastMonth), accounts.Policy);
            Assert.Equal(accounts.Months.Skip(opening).ToList(), later.Months.ToList());
            Assert.Equal(accounts.Cohorts.Select(Flat), later.Cohorts.Select(Flat));
        }
    });

    [Fact]
    public void Rates_are_numbers_or_have_a_name() => Each((accounts, _) => Assert.All(
        accounts.Months,
        month => Assert.All(
            [month.LogoChurn, month.GrossRevenueChurn, month.GrossRevenueRetention, month.NetRevenueRetention, month.NetRevenueRetentionWithReactivation, month.QuickRatio, month.AverageRevenuePerCustomer],
            ratio =>
            {
                Assert.True(Enum.IsDefined(ratio.Status));
                Assert.Equal(ratio.Status == AccountRatioStatus.Finite, ratio.Value is { } value && double.IsFinite(value));
            })));

    private static void Each(Action<RetentionAccounts, LedgerCase> law) => Law.Holds(LedgerCase.Any(withPauses: true), ledger =>
    {
        var last = ledger.Months.IsEmpty ? 3 : ledger.Months[0].Length - 1;
        foreach (var policy in Enum.GetValues<PausePolicy>())
        {
            law(RetentionAccounts.Of(SubscriptionLedger.FromMonths(ledger.Rows(), 0, last), policy), ledger);
        }
    });

    private static void AddUp(AccountMovements moved)
    {
        Assert.Equal(moved.ClosingCustomers, moved.OpeningCustomers + moved.NewCustomers + moved.ReactivatedCustomers - moved.ChurnedCustomers);
        Assert.Equal(moved.ClosingMrr, moved.OpeningMrr + moved.NewMrr + moved.ReactivationMrr + moved.ExpansionMrr - moved.ContractionMrr - moved.ChurnedMrr);
    }

    private static (long Customers, decimal Mrr) Snapshot(LedgerCase ledger, int month, PausePolicy policy)
    {
        var present = Enumerable.Range(0, ledger.Months.Length).Select(customer => ledger.At(customer, month, policy)).OfType<decimal>().ToList();
        return (present.Count, present.Sum());
    }

    private static (int Count, decimal Amount) Of(AccountMovements moved, MovementKind kind) => kind switch
    {
        MovementKind.New => ((int)moved.NewCustomers, moved.NewMrr.Amount),
        MovementKind.Reactivation => ((int)moved.ReactivatedCustomers, moved.ReactivationMrr.Amount),
        MovementKind.Expansion => ((int)moved.ExpandingCustomers, moved.ExpansionMrr.Amount),
        MovementKind.Contraction => ((int)moved.ContractingCustomers, moved.ContractionMrr.Amount),
        _ => ((int)moved.ChurnedCustomers, moved.ChurnedMrr.Amount),
    };

    private static string Flat(RetentionCohort cohort) => string.Join(
        ' ', cohort.Ages.Select(age => string.Create(CultureInfo.InvariantCulture, $"{age.Age}:{age.Active}/{age.NeverLeft}/{age.Mrr.Amount:0.######}")).Prepend(string.Create(CultureInfo.InvariantCulture, $"{cohort.Month} {cohort.Customers} {cohort.FirstMrr.Amount:0.######}")));
}
