using System.Diagnostics;
using CrmKit.Storage;
using NpgsqlTypes;
using Xunit.Abstractions;

namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

public sealed class PostgreSqlVolumeTests(ITestOutputHelper output)
{
    private const int Events = 60_000;
    private const int People = 5_000;

    // What rate is asked for is asked where CRMKIT_RATES is set, on a quiet machine. Everywhere else the test finds what has become slower by far.
    private static readonly double Least = Environment.GetEnvironmentVariable("CRMKIT_RATES") is { Length: > 0 } ? 0.7 : 0.1;

    // A machine that others use too gets another try: what is too slow is too slow every time.
    [PostgreSqlFact]
    public async Task Import_is_not_much_slower_than_a_bare_copy_of_the_same_rows()
    {
        var best = 0.0;
        for (var attempt = 0; attempt < 4 && best < Least; attempt++)
        {
            await using var schema = new TemporarySchema();
            await using var store = await schema.OpenAsync();
            await store.CommitAsync(new ChangeSet { Customers = [.. Enumerable.Range(0, People).Select(id => new Customer { Id = $"{id}" })] });
            await schema.ExecuteAsync("CREATE TABLE bare (LIKE crm_event INCLUDING ALL)");
            var purchases = Enumerable.Range(0, Events).Select(Bought).ToList();
            var bare = await TimedAsync(() => CopyAsync(schema, purchases));
            var own = await TimedAsync(async () => Assert.Equal(Events, (await store.CommitAsync(Sets(purchases), CommitMode.Apply)).EventsAdded));
            best = Math.Max(best, bare / own);
            output.WriteLine($"{Events / own:N0} purchases/s, bare {Events / bare:N0}/s, ratio {bare / own:N2}");
            var again = await TimedAsync(async () => Assert.Equal(Events, (await store.CommitAsync(Sets(purchases), CommitMode.Apply)).EventsKnown));
            var read = await TimedAsync(async () => Assert.Equal(Events, await store.ReadEventsAsync().CountAsync()));
            var facts = await TimedAsync(async () => Assert.Equal(People, await store.ReadFactsAsync(DateTimeZone.Utc).CountAsync()));
            output.WriteLine($"again {Events / again:N0}/s, read {Events / read:N0}/s, facts of {People / facts:N0} people/s");
        }

        Assert.InRange(best, Least, 10);
    }

    private static IAsyncEnumerable<ChangeSet> Sets(List<Purchase> purchases) =>
        purchases.Chunk(500).Select(some => new ChangeSet { Events = [.. some] }).ToAsyncEnumerable();

    private static async Task CopyAsync(TemporarySchema schema, List<Purchase> purchases)
    {
        await using var connection = await TemporarySchema.Pooled.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{schema.Name}\".bare (key, customer, kind, occurred_at, recorded_at, day, amount, currency) FROM STDIN (FORMAT BINARY)");
        foreach (var purchase in purchases)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(purchase.Key.Value, NpgsqlDbType.Text);
            await copy.WriteAsync(purchase.Customer.Value, NpgsqlDbType.Text);
            await copy.WriteAsync(1, NpgsqlDbType.Integer);
            await copy.WriteAsync(ColumnInstant.From(purchase.OccurredAt), NpgsqlDbType.Bigint);
            await copy.WriteAsync(0L, NpgsqlDbType.Bigint);
            await copy.WriteAsync(DayNumber.From(purchase.Day), NpgsqlDbType.Integer);
            await copy.WriteAsync(purchase.Amount.Amount, NpgsqlDbType.Numeric);
            await copy.WriteAsync(purchase.Amount.Currency.Code, NpgsqlDbType.Text);
        }

        await copy.CompleteAsync();
    }

    private static Purchase Bought(int number) => Purchase.OnDay(
        new EventKey($"invoice {number}"), $"{number % People}", new LocalDate(1997, 1, 1).PlusDays(number % 500), new Money(10.50m + (number % 7), Currency.Usd), DateTimeZone.Utc);

    private static async Task<double> TimedAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
