using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class PurchaseSummaryTests
{
    private static readonly LocalDate Until = new(2026, 1, 10);

    [Fact]
    public void Appending_in_order_equals_summarising_any_permutation() => Law.Holds(
        from orders in Generated.UpTo(20, Generated.Orders)
        from shuffled in Generated.Shuffled(orders)
        select (orders, shuffled),
        given =>
        {
            var summaries = PurchaseSummaries.From(
                given.shuffled, order => order.Customer, order => order.Day.ToDateOnly(), order => order.Amount, Until.ToDateOnly(), Currency.Eur);
            var appended = given.orders.Where(order => order.Day <= Until).GroupBy(order => order.Customer)
                .OrderBy(group => group.Key.Value, StringComparer.Ordinal)
                .Select(group => Append(group.OrderBy(order => order.Day).ToList()));
            Assert.Equal(appended, summaries);
        });

    [Fact]
    public void Summary_equals_a_count_by_days() => Law.Holds(
        Generated.UpTo(20, Generated.Orders).Where(orders => orders.Any(order => order.Day <= Until)),
        orders =>
        {
            var summaries = PurchaseSummaries.From(orders, order => order.Customer, order => order.Day.ToDateOnly(), order => order.Amount, Until.ToDateOnly());
            foreach (var summary in summaries)
            {
                var seen = orders.Where(order => order.Customer == summary.Customer && order.Day <= Until).ToList();
                var first = seen.Min(order => order.Day);
                Assert.Equal(seen.Select(order => order.Day).Distinct().Count() - 1, summary.RepeatPurchases);
                Assert.Equal(Period.DaysBetween(first, seen.Max(order => order.Day)), summary.RecencyDays);
                Assert.Equal(Period.DaysBetween(first, Until), summary.AgeDays);
                Assert.Equal(seen.Where(order => order.Day == first).Sum(order => order.Amount), summary.FirstSpend.Amount);
                Assert.Equal(seen.Where(order => order.Day > first).Sum(order => order.Amount), summary.RepeatSpend.Amount);
                var days = seen.Select(order => order.Day).Distinct().Order().ToList();
                Assert.Equal(days.Zip(days.Skip(1), (before, after) => Math.Log(Period.DaysBetween(before, after))).Sum(), summary.SumLogGapDays, 1e-11);
            }
        });

    [Fact]
    public void Late_arrival_is_refused_and_changes_nothing()
    {
        var summary = Begin(5);
        Assert.True(summary.TryAppend(Day(8), Euro(3), out summary));
        Assert.False(summary.TryAppend(Day(7), Euro(9), out var next));
        Assert.Equal(summary, next);
    }

    [Fact]
    public void Purchases_of_one_day_are_one_occasion()
    {
        var summary = Begin(5);
        Assert.True(summary.TryAppend(Day(5), Euro(2), out summary));
        Assert.Equal((0, 3m), (summary.RepeatPurchases, summary.FirstSpend.Amount));
        Assert.True(summary.TryAppend(Day(6), Euro(2), out summary));
        Assert.True(summary.TryAppend(Day(6), Euro(4), out summary));
        Assert.Equal((1, 6m, 6m), (summary.RepeatPurchases, summary.RepeatSpend.Amount, summary.MeanRepeatSpend.Amount));
    }

    [Fact]
    public void Purchases_after_the_last_day_are_left_out()
    {
        var orders = new[] { (Day: new DateOnly(2026, 1, 10), Amount: 1m), (Day: new DateOnly(2026, 1, 11), Amount: 2m) };
        var summary = Assert.Single(PurchaseSummaries.From(orders, _ => "7", order => order.Day, order => order.Amount, new DateOnly(2026, 1, 10)));
        Assert.Equal((0, 0, 1m), (summary.RepeatPurchases, summary.AgeDays, summary.FirstSpend.Amount));
        Assert.Empty(PurchaseSummaries.From(orders, _ => "7", order => order.Day, order => order.Amount, new DateOnly(2026, 1, 9)));
    }

    [Fact]
    public void Observation_ends_no_earlier_than_the_last_purchase()
    {
        Assert.Equal(4, Begin(5).ObservedTo(Day(9)).AgeDays);
        Assert.Throws<ArgumentOutOfRangeException>(() => Begin(5).ObservedTo(Day(4)));
    }

    [Fact]
    public void Mean_of_no_repeat_purchase_is_zero() => Assert.Equal(Euro(0), Begin(5).MeanRepeatSpend);

    [Fact]
    public void Other_currencies_are_refused()
    {
        Assert.Throws<CurrencyMismatchException>(() => Begin(5).TryAppend(Day(6), new Money(1, Currency.Usd), out _));
        Assert.Throws<CurrencyMismatchException>(() => new PurchaseSummaryBuilder(Until, Currency.Eur).Add("7", Day(1), new Money(1, Currency.Usd)));
    }

    [Fact]
    public void Amounts_below_zero_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseSummary.Begin("7", Day(5), Euro(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Begin(5).TryAppend(Day(6), Euro(-1), out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PurchaseSummaryBuilder(Until, Currency.Eur).Add("7", Day(1), Euro(-1)));
    }

    [Fact]
    public async Task Timeline_is_summarised_and_other_events_are_passed_over()
    {
        var summary = Assert.Single(await PurchaseSummaries.FromAsync(Events(), Until, Currency.Eur));
        Assert.Equal((1, 2, 9), (summary.RepeatPurchases, summary.RecencyDays, summary.AgeDays));

        static async IAsyncEnumerable<TimelineEvent> Events()
        {
            await Task.Yield();
            yield return Purchase.OnDay(new EventKey("b"), "7", Day(3), Euro(1), Known.Berlin);
            yield return new Touch(new EventKey("t"), "7", Known.LongAgo, Known.Key(), TouchClass.Promotional, Channel.Email);
            yield return Purchase.OnDay(new EventKey("a"), "7", Day(1), Euro(1), Known.Berlin);
        }
    }

    private static LocalDate Day(int day) => new(2026, 1, day);

    private static Money Euro(decimal amount) => new(amount, Currency.Eur);

    private static PurchaseSummary Begin(int day) => PurchaseSummary.Begin("7", Day(day), Euro(1));

    private static PurchaseSummary Append(List<(CustomerId Customer, LocalDate Day, decimal Amount)> orders)
    {
        var summary = PurchaseSummary.Begin(orders[0].Customer, orders[0].Day, Euro(orders[0].Amount));
        foreach (var (_, day, amount) in orders.Skip(1))
        {
            Assert.True(summary.TryAppend(day, Euro(amount), out summary));
        }

        return summary.ObservedTo(Until);
    }
}
