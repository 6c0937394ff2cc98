using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class PurchaseReturnTests
{
    private static readonly LocalDate Until = new(2026, 1, 10);

    /// <summary>Purchases and returns of two customers, small amounts so that returns meet their purchases; some days lie after the end.</summary>
    private static readonly Gen<ImmutableArray<TimelineEvent>> Timelines =
        from purchases in Generated.UpTo(6, from customer in Who from day in Gen.Choose(1, 12) from amount in Gen.Choose(0, 6) select (customer, day, amount))
        from returns in Generated.UpTo(5, from customer in Who from day in Gen.Choose(1, 12) from amount in Gen.Choose(1, 8) from named in Gen.Choose(-4, 7) select (customer, day, amount, named))
        select purchases.Select((row, i) => (TimelineEvent)Bought(i, row.day, row.amount, row.customer))
            .Concat(returns.Select((row, i) => GaveBack(i, row.day, row.amount, row.named < 0 ? null : row.named, row.customer)))
            .ToImmutableArray();

    private static Gen<string> Who => Gen.Elements("7", "18");

    [Fact]
    public void Order_of_adding_does_not_matter() => Law.Holds(
        from events in Timelines
        from shuffled in Generated.Shuffled(events)
        select (events, shuffled),
        given =>
        {
            var (one, other) = (Summarise(given.events), Summarise(given.shuffled));
            Assert.Equal(one.AsEnumerable(), other);
            Assert.Equal(one.UnmatchedReturns, other.UnmatchedReturns);
        }, tests: 1000);

    [Fact]
    public void Money_is_conserved_and_never_below_zero() => Law.Holds(Timelines, events =>
    {
        var summaries = Summarise(events);
        var bought = events.OfType<Purchase>().Where(item => item.Day <= Until).Sum(item => item.Amount.Amount);
        var givenBack = events.OfType<PurchaseReturn>().Where(item => item.Day <= Until).Sum(item => item.Amount.Amount);
        var net = summaries.Sum(summary => summary.FirstSpend.Amount + summary.RepeatSpend.Amount);
        Assert.Equal(bought - givenBack, net - summaries.UnmatchedReturns.Amount.Amount);
        Assert.All(summaries, summary => Assert.True(summary.FirstSpend.Amount >= 0 && summary.RepeatSpend.Amount >= 0));
    }, tests: 1000);

    [Fact]
    public void Summaries_equal_those_of_a_unit_by_unit_count() => Law.Holds(Timelines, events =>
    {
        var summaries = Summarise(events);
        var left = UnitByUnit(events, out var unmatched);
        Assert.Equal(Summarise(left).AsEnumerable(), summaries);
        Assert.Equal(unmatched, summaries.UnmatchedReturns.Amount.Amount);
    }, tests: 1000);

    [Fact]
    public void Linked_return_lowers_its_purchase_and_no_other()
    {
        var summary = Assert.Single(Summarise([Bought(1, 1, 10), Bought(2, 3, 20), GaveBack(1, 5, 4, named: 1)]));
        Assert.Equal((6m, 20m, 1), (summary.FirstSpend.Amount, summary.RepeatSpend.Amount, summary.RepeatPurchases));
    }

    [Fact]
    public void Unlinked_return_lowers_the_latest_earlier_purchase_first()
    {
        var summary = Assert.Single(Summarise([Bought(1, 1, 10), Bought(2, 3, 20), Bought(3, 6, 30), GaveBack(1, 5, 25)]));
        Assert.Equal((5m, 30m, 1, 5), (summary.FirstSpend.Amount, summary.RepeatSpend.Amount, summary.RepeatPurchases, summary.RecencyDays));
    }

    [Fact]
    public void What_exceeds_the_named_purchase_lowers_no_other_and_is_counted()
    {
        var summaries = Summarise([Bought(1, 1, 10), Bought(2, 3, 20), GaveBack(1, 5, 15, named: 1)]);
        var summary = Assert.Single(summaries);
        Assert.Equal((new LocalDate(2026, 1, 3), 20m), (summary.FirstPurchase, summary.FirstSpend.Amount));
        Assert.Equal(new UnmatchedReturns(1, Euro(5)), summaries.UnmatchedReturns);
    }

    [Fact]
    public void Purchase_that_returns_bring_to_zero_is_none()
    {
        var summaries = Summarise([Bought(1, 1, 10), GaveBack(1, 2, 6), GaveBack(2, 3, 4), Bought(2, 3, 20, "18")]);
        Assert.Equal("18", Assert.Single(summaries).Customer.Value);
        Assert.Equal(new UnmatchedReturns(0, Euro(0)), summaries.UnmatchedReturns);
    }

    [Fact]
    public void Purchase_that_cost_nothing_stays_one_unless_a_return_names_it()
    {
        Assert.Equal(1, Assert.Single(Summarise([Bought(1, 1, 10), Bought(2, 3, 0), GaveBack(1, 5, 4)])).RepeatPurchases);
        Assert.Equal(0, Assert.Single(Summarise([Bought(1, 1, 10), Bought(2, 3, 0), GaveBack(1, 5, 4, named: 2)])).RepeatPurchases);
    }

    [Fact]
    public void What_finds_no_purchase_is_counted()
    {
        var summaries = Summarise([Bought(1, 5, 10), GaveBack(1, 2, 6), GaveBack(2, 6, 12), GaveBack(3, 6, 1, customer: "18")]);
        Assert.Empty(summaries);
        Assert.Equal(new UnmatchedReturns(3, Euro(9)), summaries.UnmatchedReturns);
    }

    [Fact]
    public void Returns_after_the_last_day_are_left_out()
    {
        var summaries = Summarise([Bought(1, 5, 10), GaveBack(1, 11, 6, named: 1), GaveBack(2, 11, 6, customer: "18")]);
        Assert.Equal((10m, 0), (Assert.Single(summaries).FirstSpend.Amount, summaries.UnmatchedReturns.Count));
    }

    [Fact]
    public void Builder_goes_on_after_building()
    {
        var builder = new PurchaseSummaryBuilder(Until, Currency.Eur);
        builder.Add(Bought(1, 1, 10));
        builder.Add(GaveBack(1, 2, 4));
        Assert.Equal(builder.Build().AsEnumerable(), builder.Build());
        builder.Add(Bought(2, 2, 5));
        Assert.Equal((10m, 1m), (Assert.Single(builder.Build()).FirstSpend.Amount, Assert.Single(builder.Build()).RepeatSpend.Amount));
    }

    [Fact]
    public void Returns_of_nothing_and_of_other_currencies_are_refused()
    {
        var builder = new PurchaseSummaryBuilder(Until, Currency.Eur);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddReturn("7", Until, Euro(0)));
        Assert.Throws<CurrencyMismatchException>(() => builder.AddReturn("7", Until, new Money(1, Currency.Usd)));
        Assert.Throws<InvalidOperationException>(() => builder.AddReturn(default, Until, Euro(1)));
    }

    private static PurchaseSummaries Summarise(IEnumerable<TimelineEvent> events) => PurchaseSummaries.From(events, Until, Currency.Eur);

    private static Purchase Bought(int number, int day, decimal amount, string customer = "7") =>
        Purchase.OnDay(new EventKey($"shop:invoice-{number}"), customer, new LocalDate(2026, 1, day), Euro(amount), Known.Berlin);

    private static PurchaseReturn GaveBack(int number, int day, decimal amount, int? named = null, string customer = "7") => PurchaseReturn.OnDay(
        new EventKey($"shop:return-{number}"), customer, new LocalDate(2026, 1, day), Euro(amount), Known.Berlin, named is { } purchase ? new EventKey($"shop:invoice-{purchase}") : null);

    private static Money Euro(decimal amount) => new(amount, Currency.Eur);

    /// <summary>Gives back one euro at a time: first to the purchases named, then day by day to the latest purchase before.</summary>
    private static IEnumerable<Purchase> UnitByUnit(ImmutableArray<TimelineEvent> events, out decimal unmatched)
    {
        var left = events.OfType<Purchase>().Where(item => item.Day <= Until).ToDictionary(item => item, item => (int)item.Amount.Amount);
        var returned = new HashSet<Purchase>();
        var open = new List<PurchaseReturn>();
        foreach (var given in events.OfType<PurchaseReturn>().Where(item => item.Day <= Until).OrderBy(item => item.Day))
        {
            var named = left.Keys.FirstOrDefault(item => item.Key == given.Purchase && item.Customer == given.Customer);
            for (var unit = 0; unit < given.Amount.Amount; unit++)
            {
                Take(named, given);
            }

            if (named is not null && left[named] == 0)
            {
                returned.Add(named);
            }
        }

        var none = 0;
        foreach (var given in open)
        {
            // A return that names a purchase has nothing to do with any other.
            var latest = given.Purchase is not null ? null : left.Keys.Where(item => item.Customer == given.Customer && item.Day <= given.Day && left[item] > 0).MaxBy(item => (item.Day, item.Amount.Amount));
            none += latest is null ? 1 : 0;
            if (latest is not null && --left[latest] == 0)
            {
                returned.Add(latest);
            }
        }

        unmatched = none;
        return left.Where(pair => !returned.Contains(pair.Key)).Select(pair => new Purchase(pair.Key.Key, pair.Key.Customer, pair.Key.OccurredAt, pair.Key.Day, Euro(pair.Value)));

        void Take(Purchase? named, PurchaseReturn given)
        {
            if (named is null || left[named] == 0)
            {
                open.Add(given);
                return;
            }

            left[named]--;
        }
    }
}
