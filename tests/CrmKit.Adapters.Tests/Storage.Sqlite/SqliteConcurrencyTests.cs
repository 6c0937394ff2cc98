using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

public sealed class SqliteConcurrencyTests
{
    private static readonly Duration Lease = Duration.FromHours(1);

    /// <summary>Transactions of each of eight writers: CRMKIT_WRITES=2000 is the large size.</summary>
    private static readonly int Writes =
        int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_WRITES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 100;

    [Fact]
    public async Task Eight_workers_over_two_instances_send_each_of_200_rows_once()
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock();
        await using var one = await database.OpenAsync(clock);
        await using var two = await database.OpenAsync(clock);

        // Few customers with many rows each, so that the facts change under the workers' hands.
        await one.EnqueueAsync(A.Plan(Enumerable.Range(0, 200).Select(i => A.PlannedTouch($"{i % 10}", $"{i}"))), "test");
        var workers = Enumerable.Range(0, 8).Select(i => Task.Run(() => SendAllAsync(i % 2 == 0 ? one : two)));
        var counts = await Task.WhenAll(workers);

        Assert.Equal(200, counts.Sum(count => count.Sent));
        var rows = await one.ReadOutboxAsync().ToListAsync();
        Assert.All(rows, row => Assert.Equal((OutboxState.Sent, 1), (row.State, row.Attempts)));
        var touches = await two.ReadEventsAsync().ToListAsync();
        Assert.Equal(200, touches.Select(touch => ((Touch)touch.Event).Touched).Distinct().Count());
        Assert.Equal(200, touches.Count);
        for (var i = 0; i < 10; i++)
        {
            // Enqueued, begun, finished: three changes of each of a customer's twenty rows, none of them lost.
            Assert.Equal(60, (await one.LoadFactsAsync($"{i}", DateTimeZone.Utc)).FactsVersion);
        }
    }

    [Fact]
    public async Task Eight_writers_over_two_instances_lose_no_update()
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock();
        await using var one = await database.OpenAsync(clock);
        await using var two = await database.OpenAsync(clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Writes; i++)
            {
                var said = A.Consent("shared", ConsentState.OptIn, A.Noon - Duration.FromSeconds((writer * Writes) + i));
                await (writer % 2 == 0 ? one : two).CommitAsync(new ChangeSet { Consents = [said], Events = [A.Purchase("shared", new LocalDate(1997, 1, 1), 1m, $"{writer}/{i}")] });
            }
        })));

        var facts = await one.LoadFactsAsync("shared", DateTimeZone.Utc);
        Assert.Equal((8L * Writes, 8 * Writes), (facts.FactsVersion, facts.Consents.Entries.Count));
        Assert.Equal(8 * Writes, await two.ReadEventsAsync().CountAsync());
    }

    [Fact]
    public async Task Reader_keeps_its_snapshot_while_a_writer_commits()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2")] });
        var seen = new List<string>();
        await foreach (var customer in store.ReadCustomersAsync())
        {
            seen.Add(customer.Id.Value + " " + customer.ContactPoints.Length);
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1") with { ContactPoints = [] }, A.Customer("2") with { ContactPoints = [] }, A.Customer("3")] });
        }

        Assert.Equal(["1 1", "2 1"], seen);
        Assert.Equal(3, await store.ReadCustomersAsync().CountAsync());
    }

    private static async Task<(int Sent, int Again)> SendAllAsync(SqliteCrmStore store)
    {
        var sent = 0;
        var again = 0;
        while (await store.ClaimAsync(5, Lease) is { IsEmpty: false } claims)
        {
            foreach (var claim in claims)
            {
                while (true)
                {
                    var facts = await store.LoadFactsAsync(claim.Row.Intent.Key.Customer, DateTimeZone.Utc);
                    var begun = await store.TryBeginSendingAsync(claim, facts.FactsVersion);
                    Assert.NotEqual(BeginSending.LeaseLost, begun);
                    if (begun == BeginSending.Started)
                    {
                        break;
                    }

                    again++;
                }

                Assert.True(await store.FinishAsync(claim, OutboxOutcome.Sent));
                sent++;
            }
        }

        return (sent, again);
    }
}
