using CrmKit.Numerics;

namespace CrmKit.Engines.Tests;

/// <summary>The builder against summaries of each customer alone, purchase by purchase, in decimals: equal to the last digit and scale.</summary>
public sealed class PurchaseSummaryOracleTests
{
    private static readonly LocalDate Start = new(2023, 12, 30);

    // Few customers and many, so that tables grow, batches end anywhere and blocks fill; in the order of days, customer by customer, and in none.
    [Theory]
    [InlineData(1, 40, "any")]
    [InlineData(40, 255, "days")]
    [InlineData(300, 257, "any")]
    [InlineData(900, 5_000, "customers")]
    [InlineData(3_000, 9_000, "days")]
    [InlineData(3_000, 9_000, "any")]
    [InlineData(70_000, 150_000, "days")]
    [InlineData(70_000, 150_000, "customers")]
    public void Summaries_are_those_of_each_customer_alone(int customers, int purchases, string order)
    {
        var random = new SeededRandom((ulong)purchases);
        var drawn = Enumerable.Range(0, purchases).Select(_ => (Customer: Key(random.NextBelow(customers)), Day: Start.PlusDays(random.NextBelow(800)), Amount: Amount(random)));
        var rows = (order switch { "days" => drawn.OrderBy(row => row.Day), "customers" => drawn.OrderBy(row => row.Customer, StringComparer.Ordinal), _ => drawn }).ToArray();
        var builder = new PurchaseSummaryBuilder(Start.PlusDays(700), Currency.Eur);
        for (var i = 0; i < rows.Length; i++)
        {
            // Texts of their own, so that equal keys are not known by being the same object.
            builder.Add(i % 2 == 0 ? rows[i].Customer : new string(rows[i].Customer.AsSpan()), rows[i].Day, new Money(rows[i].Amount, Currency.Eur));
            if (i == rows.Length / 3)
            {
                // Looking at what is there so far leaves no trace.
                AssertSame(rows[..(i + 1)], builder, Start.PlusDays(700));
            }
        }

        AssertSame(rows, builder, Start.PlusDays(300));
        AssertSame(rows, builder, Start.PlusDays(700));
        Assert.Equal(
            rows.Where(row => row.Day <= Start.PlusDays(700)).GroupBy(row => row.Customer, StringComparer.Ordinal)
                .SelectMany(own => own.Select(row => (row.Customer, row.Day, Text(row.Amount)))),
            builder.NetPurchases().Select(net => (net.Customer.Value, net.Day, Text(net.Amount.Amount))));
    }

    [Theory]
    [InlineData("", "B", "a", "aa", "ab", "b")]
    [InlineData("customer-00", "1", "10", "100", "1000000", "2", "20", "9")]
    [InlineData("\u00FF", "\u0100", "\u00E9", "z", "zzzzzzzzzzz", "zzzzzzzzzzy", "zzzzzzzz")]
    public void Customers_stand_in_ordinal_order_of_their_keys(string beginning, params string[] ends)
    {
        var keys = Enumerable.Range(0, 700).SelectMany(number => ends.Select(end => $"{beginning}{end}{(number == 0 ? string.Empty : number)}")).Distinct(StringComparer.Ordinal).ToArray();
        var random = new SeededRandom(3);
        var builder = new PurchaseSummaryBuilder(Start, Currency.Eur);
        foreach (var key in keys.OrderBy(_ => random.NextUniform()))
        {
            builder.Add(key, Start, new Money(1, Currency.Eur));
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), builder.Build().Select(summary => summary.Customer.Value));
    }

    private static void AssertSame((string Customer, LocalDate Day, decimal Amount)[] rows, PurchaseSummaryBuilder builder, LocalDate until)
    {
        var slow = rows.Where(row => row.Day <= until).GroupBy(row => row.Customer, StringComparer.Ordinal).OrderBy(own => own.Key, StringComparer.Ordinal).Select(own =>
        {
            var byDay = own.OrderBy(row => row.Day).ToArray();
            var summary = PurchaseSummary.Begin(own.Key, byDay[0].Day, new Money(0m + byDay[0].Amount, Currency.Eur));
            foreach (var (_, day, amount) in byDay.Skip(1))
            {
                Assert.True(summary.TryAppend(day, new Money(amount, Currency.Eur), out summary));
            }

            return summary.ObservedTo(until);
        }).ToArray();
        var fast = builder.Build(until);
        Assert.Equal(slow, fast);
        Assert.Equal(slow.Select(one => (Text(one.FirstSpend.Amount), Text(one.RepeatSpend.Amount))), fast.Select(one => (Text(one.FirstSpend.Amount), Text(one.RepeatSpend.Amount))));
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"{number % 13}{(number % 5 == 0 ? "\u00E9" : "k")}{number}");

    // Cents nearly always; whole numbers, mills, and what 58 bits do not hold or a few sums of it outgrow.
    private static decimal Amount(SeededRandom random) => random.NextBelow(40) switch
    {
        0 => random.NextBelow(50),
        1 => random.NextBelow(50_000) / 1_000m,
        2 => 0.00m,
        3 => ((1L << 58) - random.NextBelow(3)) / 100m,
        4 => (1L << 58) - 1 - random.NextBelow(2),
        5 => 12_345_678_901_234_567_890m + random.NextBelow(9),
        6 => new decimal(random.NextBelow(9), 0, 0, isNegative: false, 6),
        7 => new decimal(0, 0, 0, isNegative: true, 3),
        _ => new decimal(random.NextBelow(100_000), 0, 0, isNegative: false, 2),
    };
}
