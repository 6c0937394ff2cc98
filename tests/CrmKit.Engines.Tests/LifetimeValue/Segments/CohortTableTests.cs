namespace CrmKit.LifetimeValue.Tests.Segments;

public sealed class CohortTableTests
{
    [Fact]
    public void Cohorts_follow_customers_span_by_span()
    {
        NetPurchase[] purchases =
        [
            Bought("a", 2020, 1, 5, 10), Bought("a", 2020, 1, 5, 5), Bought("a", 2020, 3, 1, 20),
            Bought("b", 2020, 1, 31, 7), Bought("c", 2020, 2, 1, 1), Bought("c", 2020, 2, 9, 2), Bought("c", 2021, 1, 1, 99),
        ];
        var table = CohortTable.Build(purchases, new LocalDate(2020, 3, 15));
        Assert.Equal([new LocalDate(2020, 1, 1), new LocalDate(2020, 2, 1)], table.Cohorts.Select(cohort => cohort.Start));
        var january = table.Cohorts[0];
        Assert.Equal((2, 1), (january.Customers, january.Repeaters));
        Assert.Equal([Cell(2, 2, 22, true), Cell(0, 0, 0, true), Cell(1, 1, 20, false)], january.Spans.AsEnumerable());
        Assert.Equal(0.5, january.ActiveShare(2));
        Assert.Equal([Cell(1, 2, 3, true), Cell(0, 0, 0, false)], table.Cohorts[1].Spans.AsEnumerable());
        Assert.Equal(1, table.Cohorts[1].RepeatRate);
    }

    [Fact]
    public void Last_span_is_complete_on_its_last_day_and_quarters_and_years_begin_where_they_should()
    {
        NetPurchase[] purchases = [Bought("a", 2019, 12, 31, 10), Bought("a", 2020, 5, 1, 5)];
        var quarters = CohortTable.Build(purchases, new LocalDate(2020, 6, 30), CohortSpan.Quarter);
        Assert.Equal(new LocalDate(2019, 10, 1), Assert.Single(quarters.Cohorts).Start);
        Assert.Equal([Cell(1, 1, 10, true), Cell(0, 0, 0, true), Cell(1, 1, 5, true)], quarters.Cohorts[0].Spans.AsEnumerable());
        var years = CohortTable.Build(purchases, new LocalDate(2020, 6, 30), CohortSpan.Year);
        Assert.Equal([Cell(1, 1, 10, true), Cell(1, 1, 5, false)], Assert.Single(years.Cohorts).Spans.AsEnumerable());
    }

    [Fact]
    public void Cohorts_reach_from_the_first_day_of_the_calendar_to_the_last()
    {
        NetPurchase[] purchases = [new(new CustomerId("a"), LocalDate.MinIsoValue, new Money(1, Currency.Eur)), Bought("b", -1, 6, 30, 2), Bought("c", 9999, 12, 31, 3)];
        foreach (var span in new[] { CohortSpan.Month, CohortSpan.Quarter, CohortSpan.Year })
        {
            var table = CohortTable.Build(purchases, LocalDate.MaxIsoValue, span);
            Assert.Equal(LocalDate.MinIsoValue, table.Cohorts[0].Start);
            Assert.Equal(new LocalDate(-1, span == CohortSpan.Year ? 1 : span == CohortSpan.Quarter ? 4 : 6, 1), table.Cohorts[1].Start);
            Assert.True(table.Cohorts[^1].Spans[^1].IsComplete);
        }
    }

    [Fact]
    public void Nothing_of_cdnow_is_lost_or_counted_twice()
    {
        var purchases = Cdnow.Transactions().Select(row => new NetPurchase(row.Customer, LocalDate.FromDateOnly(row.Day), new Money(row.Dollars, Currency.Usd))).ToList();
        var table = CohortTable.Build(purchases, Cdnow.HoldoutEnd);
        Assert.Equal(2357, table.Cohorts.Sum(cohort => cohort.Customers));
        Assert.Equal(purchases.Sum(purchase => purchase.Amount.Amount), table.Cohorts.Sum(cohort => cohort.Spans.Sum(cell => cell.Revenue.Amount)));
        Assert.Equal(purchases.DistinctBy(purchase => (purchase.Customer, purchase.Day)).Count(), table.Cohorts.Sum(cohort => cohort.Spans.Sum(cell => cell.Purchases)));
        Assert.All(table.Cohorts, cohort => Assert.Equal(1, cohort.ActiveShare(0)));
    }

    [Fact]
    public void Currencies_are_not_mixed_and_an_empty_base_has_no_cohorts()
    {
        NetPurchase[] mixed = [Bought("a", 2020, 1, 1, 1), Bought("b", 2020, 1, 1, 1) with { Amount = new Money(1, Currency.Usd) }];
        Assert.Throws<CurrencyMismatchException>(() => CohortTable.Build(mixed, new LocalDate(2020, 2, 1)));
        Assert.Empty(CohortTable.Build([], new LocalDate(2020, 2, 1)).Cohorts);
    }

    private static NetPurchase Bought(string customer, int year, int month, int day, decimal amount) => new(customer, new LocalDate(year, month, day), new Money(amount, Currency.Eur));

    private static CohortCell Cell(int customers, int purchases, decimal revenue, bool isComplete) => new(customers, purchases, new Money(revenue, Currency.Eur), isComplete);
}
