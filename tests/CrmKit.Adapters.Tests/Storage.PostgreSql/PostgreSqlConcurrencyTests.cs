using CrmKit.Storage;
using CrmKit.Storage.PostgreSql;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

/// <summary>Several stores on one schema, as in several processes.</summary>
public sealed class PostgreSqlConcurrencyTests
{
    private static readonly Duration Lease = Duration.FromMinutes(5);

    [PostgreSqlFact]
    public async Task Writers_that_meet_lose_nothing_and_are_told_of_nothing()
    {
        const int Writers = 8;
        const int Commits = 50;
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            await using var own = await schema.OpenAsync();
            for (var i = 0; i < Commits; i++)
            {
                await own.CommitAsync(new ChangeSet
                {
                    Consents = [Said("1", ConsentState.OptIn, $"form {writer} {i}")],
                    Events = [Purchase.OnDay(new EventKey($"{writer}:{i}"), $"{i % 5}", new LocalDate(1997, 1, 1), new Money(1.50m, Currency.Usd), DateTimeZone.Utc)],
                });
            }
        })));
        Assert.Equal(Writers * Commits, (await store.LoadFactsAsync("1", DateTimeZone.Utc)).FactsVersion);
        Assert.Equal(Writers * Commits, await store.ReadEventsAsync().CountAsync());
    }

    [PostgreSqlFact]
    public async Task Dispatchers_that_meet_send_each_contact_once()
    {
        const int Contacts = 300;
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        await store.EnqueueAsync(A.Plan(Enumerable.Range(0, Contacts).Select(i => Due($"{i % 40}", $"{i}"))), "test");
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var own = await schema.OpenAsync();
            return await DispatchAsync(own);
        })));
        Assert.Equal(Contacts, sent.Sum());
        Assert.Equal(Contacts, await store.ReadEventsAsync().CountAsync());
        Assert.Equal(Contacts, await store.ReadOutboxAsync(OutboxState.Sent).CountAsync());
        Assert.Equal(1, await store.ReadOutboxAsync().Select(row => row.Attempts).MaxAsync());
    }

    [PostgreSqlFact]
    public async Task Plans_of_the_same_contacts_that_meet_are_taken_once()
    {
        await using var schema = new TemporarySchema();
        var plan = A.Plan(Enumerable.Range(0, 100).Select(i => Due($"{i % 10}", $"{i}")));
        var reports = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            await using var own = await schema.OpenAsync();
            return await own.EnqueueAsync(plan, "test");
        })));
        Assert.Equal(100, reports.Sum(report => report.Added));
        Assert.Equal(500, reports.Sum(report => report.AlreadyKnown));
    }

    [PostgreSqlFact]
    public async Task Refusals_that_meet_dispatchers_let_nothing_begin_after_them()
    {
        const int People = 60;
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        await store.EnqueueAsync(A.Plan(Enumerable.Range(0, People).Select(i => Due($"{i}", "x"))), "test");
        var claims = await store.ClaimAsync(People, Lease);
        var judged = new Dictionary<CustomerId, long>();
        foreach (var claim in claims)
        {
            var customer = claim.Row.Intent.Key.Customer;
            judged[customer] = (await store.LoadFactsAsync(customer, DateTimeZone.Utc)).FactsVersion;
        }

        // Of each person, either the beginning comes first, or the refusal and then no beginning.
        var refused = Task.Run(async () =>
        {
            await using var own = await schema.OpenAsync();
            for (var i = 0; i < People; i++)
            {
                await own.CommitAsync(new ChangeSet { Consents = [Said($"{i}", ConsentState.OptOut, "link")] });
            }
        });
        var begun = await Task.WhenAll(claims.Reverse().Chunk(15).Select(some => Task.Run(async () =>
        {
            List<(CustomerId Customer, BeginSending Result, bool IsRefused)> results = [];
            foreach (var claim in some)
            {
                var customer = claim.Row.Intent.Key.Customer;
                var isRefused = (await store.LoadFactsAsync(customer, DateTimeZone.Utc)).Consents.Entries.Count > 0;
                results.Add((customer, await store.TryBeginSendingAsync(claim, judged[customer]), isRefused));
            }

            return results;
        })));
        await refused;
        var all = begun.SelectMany(results => results).ToList();
        Assert.DoesNotContain(all, one => one.IsRefused && one.Result != BeginSending.FactsChanged);
        Assert.DoesNotContain(all, one => one.Result == BeginSending.LeaseLost);
    }

    [PostgreSqlFact]
    public async Task Refusal_waits_for_whoever_is_being_promised_a_contact_at_its_address()
    {
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        await store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "1" }, new Customer { Id = "2" }] });
        await using var connection = await TemporarySchema.Pooled.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await store.EnqueueAsync(A.Plan([Due("1", "x", "shared")]), "test", transaction);
        var refusing = store.CommitAsync(new ChangeSet { Consents = [new ConsentEntry("2", A.Email("shared"), Purpose.Marketing, ConsentState.OptOut, A.Noon, "link")] });
        Assert.NotSame(refusing, await Task.WhenAny(refusing, Task.Delay(500)));
        await transaction.CommitAsync();
        await refusing;
        Assert.Equal(2, (await store.LoadFactsAsync("1", DateTimeZone.Utc)).FactsVersion);
    }

    [PostgreSqlFact]
    public async Task Merges_that_meet_dispatchers_leave_every_contact_sent_once_or_waiting()
    {
        const int Pairs = 20;
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        await store.EnqueueAsync(A.Plan(Enumerable.Range(0, Pairs * 2).Select(i => Due($"{i}", "x"))), "test");
        var merging = Task.Run(async () =>
        {
            await using var own = await schema.OpenAsync();
            for (var i = 0; i < Pairs; i++)
            {
                await own.MergeAsync($"{2 * i}", $"{(2 * i) + 1}");
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await using var own = await schema.OpenAsync();
            await DispatchAsync(own);
        })));
        await merging;
        await DispatchAsync(store);
        var rows = await store.ReadOutboxAsync().ToListAsync();
        Assert.All(rows, row => Assert.True(row.State is OutboxState.Sent or OutboxState.Dead, $"{row.State}"));
        Assert.All(rows, row => Assert.True(row.Attempts <= 1));
        Assert.Equal(rows.Count(row => row.State == OutboxState.Sent), await store.ReadEventsAsync().CountAsync());
        Assert.All(rows.GroupBy(row => row.Intent.Key.Customer), person => Assert.Contains(person, row => row.State == OutboxState.Sent));
    }

    private static async Task<int> DispatchAsync(PostgreSqlCrmStore store)
    {
        var sent = 0;
        while (await store.ClaimAsync(7, Lease) is { IsEmpty: false } claims)
        {
            foreach (var claim in claims)
            {
                BeginSending begun;
                do
                {
                    var facts = await store.LoadFactsAsync(claim.Row.Intent.Key.Customer, DateTimeZone.Utc);
                    begun = await store.TryBeginSendingAsync(claim, facts.FactsVersion);
                }
                while (begun == BeginSending.FactsChanged);
                if (begun == BeginSending.Started)
                {
                    Assert.True(await store.FinishAsync(claim, OutboxOutcome.Sent));
                    sent++;
                }
            }
        }

        return sent;
    }

    private static PlannedTouch Due(string customer, string occurrence, string? address = null) => A.PlannedTouch(customer) with
    {
        Intent = new TouchIntent(new TouchKey(customer, ReasonCodes.IntervalDue, occurrence), TouchClass.Promotional, Purpose.Marketing, A.Email(address ?? customer), Instant.FromUtc(2100, 1, 1, 0, 0)),
        SendAt = A.Noon,
    };

    private static ConsentEntry Said(string customer, ConsentState state, string source) => new(customer, A.Email(customer), Purpose.Marketing, state, A.Noon, source);
}
