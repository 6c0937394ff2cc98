using System.Security.Cryptography;
using System.Text;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ContentKeySequenceTests
{
    [Fact]
    public void Equal_rows_get_different_keys()
    {
        var keys = new ContentKeySequence();
        Assert.NotEqual(Next(keys, "7", 1.5m), Next(keys, "7", 1.5m));
    }

    [Fact]
    public void Every_row_gets_a_key_of_its_own_and_reading_again_in_any_order_gives_the_same_set() => Law.Holds(
        from orders in Generated.UpTo(12, Generated.Orders)
        from twice in Gen.Constant(orders.AddRange(orders))
        from shuffled in Generated.Shuffled(twice)
        select (twice, shuffled),
        given =>
        {
            var once = Keys(given.twice);
            Assert.Equal(given.twice.Length, once.Count);
            Assert.True(once.SetEquals(Keys(given.shuffled)));
        });

    [Fact]
    public void Trailing_zeros_are_no_content()
    {
        Assert.Equal(Next(new(), "7", 1.5m), Next(new(), "7", 1.50m));
        Assert.Equal(Next(new(), "7", 100m), Next(new(), "7", 100.000m));
        Assert.Equal(Next(new(), "7", 0m), Next(new(), "7", new decimal(0, 0, 0, isNegative: true, 2)));
        Assert.Equal(Next(new(), "7", decimal.MaxValue), Next(new(), "7", decimal.MaxValue));
    }

    [Fact]
    public void Customer_day_amount_and_currency_are_content()
    {
        var one = Next(new(), "7", 1.5m);
        Assert.NotEqual(one, Next(new(), "8", 1.5m));
        Assert.NotEqual(one, Next(new(), "7", 1.6m));
        Assert.NotEqual(one, new ContentKeySequence().NextPurchase("7", new LocalDate(2026, 1, 2), new Money(1.5m, Currency.Eur)));
        Assert.NotEqual(one, new ContentKeySequence().NextPurchase("7", new LocalDate(2026, 1, 1), new Money(1.5m, Currency.Usd)));
    }

    [Fact]
    public void Key_is_the_hash_of_the_content_written_out() => Law.Holds(Generated.UpTo(12, Generated.Orders), orders =>
    {
        // The slow way: what the store of last year holds must be recognised for ever.
        var sequence = new ContentKeySequence();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (customer, day, amount) in orders.Concat(orders))
        {
            var normal = amount / 1.000000000000000000000000000000m;
            var content = string.Create(CultureInfo.InvariantCulture, $"purchase\n{customer.Value}\n{DayNumber.From(day)}\n{normal}\nEUR");
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16));
            seen[hash] = seen.GetValueOrDefault(hash) + 1;
            Assert.Equal($"content:{hash}:{seen[hash]}", sequence.NextPurchase(customer, day, new Money(amount, Currency.Eur)).Value);
        }
    });

    [Fact]
    public void Very_many_rows_keep_their_ordinals()
    {
        // Past several growths of the table, each content still knows how often it came.
        var sequence = new ContentKeySequence();
        for (var round = 1; round <= 3; round++)
        {
            for (var i = 0; i < 20_000; i++)
            {
                Assert.EndsWith($":{round}", sequence.NextPurchase(i, new LocalDate(2026, 1, 1), new Money(i, Currency.Eur)).Value, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Kind_instant_and_purchase_are_content()
    {
        var day = new LocalDate(2026, 1, 1);
        var money = new Money(1.5m, Currency.Eur);
        var noon = Instant.FromUtc(2026, 1, 1, 12, 0);
        EventKey[] keys =
        [
            new ContentKeySequence().NextPurchase("7", day, money),
            new ContentKeySequence().NextPurchase("7", day, money, noon),
            new ContentKeySequence().NextPurchase("7", day, money, noon + Duration.FromSeconds(1)),
            new ContentKeySequence().NextReturn("7", day, money),
            new ContentKeySequence().NextReturn("7", day, money, noon),
            new ContentKeySequence().NextReturn("7", day, money, noon, new EventKey("1")),
            new ContentKeySequence().NextReturn("7", day, money, purchase: new EventKey("1")),
            new ContentKeySequence().NextReturn("7", day, money, purchase: new EventKey("2")),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Day_numbers_go_there_and_back() => Law.Holds(Generated.Dates, date => DayNumber.ToDate(DayNumber.From(date)) == date);

    [Fact]
    public void Day_number_counts_from_1970()
    {
        Assert.Equal(0, DayNumber.From(new LocalDate(1970, 1, 1)));
        Assert.Equal(-1, DayNumber.From(new LocalDate(1969, 12, 31)));
        Assert.Equal(11_016, DayNumber.From(new LocalDate(2000, 2, 29)));
    }

    [Fact]
    public void Purchase_on_a_day_stands_at_the_start_of_that_day_where_midnight_is_skipped()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Sao_Paulo"];
        var purchase = Purchase.OnDay(new EventKey("a"), "7", new LocalDate(2018, 11, 4), new Money(1, Currency.Eur), zone);
        Assert.Equal(Instant.FromUtc(2018, 11, 4, 3, 0), purchase.OccurredAt);
        Assert.Throws<ArgumentOutOfRangeException>(() => Purchase.OnDay(new EventKey("a"), "7", purchase.Day, new Money(-1, Currency.Eur), zone));
    }

    private static EventKey Next(ContentKeySequence keys, CustomerId customer, decimal amount) =>
        keys.NextPurchase(customer, new LocalDate(2026, 1, 1), new Money(amount, Currency.Eur));

    private static HashSet<EventKey> Keys(IEnumerable<(CustomerId Customer, LocalDate Day, decimal Amount)> orders)
    {
        var sequence = new ContentKeySequence();
        return [.. orders.Select(order => sequence.NextPurchase(order.Customer, order.Day, new Money(order.Amount, Currency.Eur)))];
    }
}
