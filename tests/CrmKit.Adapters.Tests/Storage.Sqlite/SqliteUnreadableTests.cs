using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>What somebody else wrote into the file, or a later version, stops nobody but the one it is about.</summary>
public sealed class SqliteUnreadableTests
{
    private static readonly Reason Unreadable = new(ReasonCodes.Unreadable);

    public static TheoryData<string> Damage =>
    [
        "because = '{'",
        "purpose = 'No Purpose'",
        "class = 99",
        "class = 99999999999",
        "channel = 0",
        "address = 'nowhere'",
        "expires_at = 9223372036854775807",
        "attempts = 99999999999",
        "occurrence = ''",
        "reason = char(10)",
    ];

    [Theory]
    [MemberData(nameof(Damage))]
    public async Task Unreadable_row_is_buried_and_the_claim_goes_on(string damage)
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock();
        await using var store = await database.OpenAsync(clock);
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2")] });
        await store.EnqueueAsync(A.Plan(A.PlannedTouch("1", at: A.Noon - Duration.FromHours(1)), A.PlannedTouch("2"), A.PlannedTouch("1", "2")), "test");
        Execute(database, $"UPDATE crm_outbox SET {damage} WHERE customer = '1' AND occurrence = '1'");
        Assert.Equal(2, await store.ReadFactsAsync(DateTimeZone.Utc).CountAsync());
        var before = await store.LoadFactsAsync("1", DateTimeZone.Utc);

        // The effect stands there and is not planned again, unless nobody can tell which it is.
        var isNamed = !damage.StartsWith("occurrence", StringComparison.Ordinal) && !damage.StartsWith("reason", StringComparison.Ordinal);
        Assert.Equal(isNamed, before.Decided.Contains(new TouchKey("1", ReasonCodes.IntervalDue, "1")));

        var claims = await store.ClaimAsync(1, Duration.FromHours(1));
        Assert.Equal(new TouchKey("1", ReasonCodes.IntervalDue, "2"), Assert.Single(claims).Row.Intent.Key);
        Assert.Equal("2", Assert.Single(await store.ClaimAsync(5, Duration.FromHours(1))).Row.Intent.Key.Customer.Value);
        Assert.Equal(1L, Scalar(database, "SELECT count(*) FROM crm_outbox WHERE state = 7"));
        Assert.Equal(ReasonJson.Write(Unreadable), Scalar(database, "SELECT state_reason FROM crm_outbox WHERE state = 7"));

        var facts = await store.LoadFactsAsync("1", DateTimeZone.Utc);
        Assert.Equal(before.FactsVersion + 1, facts.FactsVersion);
        Assert.Equal("2", Assert.Single(facts.Commitments).Key.Occurrence);
        Assert.Equal(BeginSending.Started, await store.TryBeginSendingAsync(claims[0], facts.FactsVersion));
        Assert.True(await store.FinishAsync(claims[0], OutboxOutcome.Sent));
        Assert.Equal(2, await store.ReadFactsAsync(DateTimeZone.Utc).CountAsync());
        var reading = await Record.ExceptionAsync(async () => await store.ReadOutboxAsync().CountAsync());
        Assert.True(reading is null or CrmStoreException, reading?.ToString());
    }

    [Fact]
    public async Task Unreadable_reasons_of_a_row_are_shown_as_such_and_say_so_in_words()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.EnqueueAsync(A.Plan(A.PlannedTouch("1"), A.PlannedTouch("2")), "test");
        Execute(database, "UPDATE crm_outbox SET because = '{' WHERE customer = '1'; UPDATE crm_outbox SET state_reason = 'x' WHERE customer = '2'");
        var rows = await store.ReadOutboxAsync().ToListAsync();
        Assert.Equal((Unreadable, (Reason?)null), (rows[0].Reason, rows[0].StateReason));
        Assert.Equal((A.PlannedTouch("2").Reason, Unreadable), (rows[1].Reason, rows[1].StateReason));
        Assert.Equal("what the store holds here cannot be read", EnglishReasons.Render(Unreadable));

        // Why it stood where it stood is no part of the contact: the row that was due goes on.
        Assert.Equal("2", Assert.Single(await store.ClaimAsync(5, Duration.FromHours(1))).Row.Intent.Key.Customer.Value);
    }

    [Fact]
    public async Task Unreadable_row_among_many_stays_as_it_is_and_stops_no_other()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.EnqueueAsync(A.Plan(Enumerable.Range(1, 3).Select(i => A.PlannedTouch($"{i}"))), "test");
        var claims = await store.ClaimAsync(5, Duration.FromHours(1));
        Execute(database, "UPDATE crm_outbox SET state = 9 WHERE customer = '2'");
        var begun = await store.TryBeginSendingAsync([.. claims.Select(claim => new SendingWish(claim, 1))]);
        Assert.Equal([BeginSending.Started, BeginSending.Unreadable, BeginSending.Started], begun.AsEnumerable());
        Assert.Equal(FinishSending.Unreadable, Assert.Single(await store.FinishAsync([new SendingEnd(claims[1], OutboxOutcome.Sent)])));

        // The second's touch is there already, and cannot be read: what was written of its end is undone with it.
        Execute(database, $"UPDATE crm_outbox SET state = 3 WHERE customer = '2'; INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, superseded_at) VALUES ('{SentTouch.KeyOf(claims[1].Row.Intent.Key)}', '2', 99, 0, 0, 0)");
        var ended = await store.FinishAsync([.. claims.Select(claim => new SendingEnd(claim, OutboxOutcome.Sent))]);
        Assert.Equal([FinishSending.Recorded, FinishSending.Unreadable, FinishSending.Recorded], ended.AsEnumerable());
        Assert.Equal([OutboxState.Sent, OutboxState.Sending, OutboxState.Sent], await store.ReadOutboxAsync().Select(row => row.State).ToListAsync());
        Assert.Equal(1L, (await store.LoadFactsAsync("2", DateTimeZone.Utc)).FactsVersion);
        Assert.Equal(3L, Scalar(database, "SELECT count(*) FROM crm_event"));
        Assert.Equal(0L, Scalar(database, "SELECT count(*) FROM crm_recording WHERE recorded_at < (SELECT max(recorded_at) FROM crm_event)"));
    }

    [Fact]
    public async Task Unreadable_row_that_left_is_not_passed_over_by_the_facts()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.EnqueueAsync(A.Plan(A.PlannedTouch("1")), "test");
        Execute(database, "UPDATE crm_outbox SET state = 4, class = 99");
        await Assert.ThrowsAsync<CrmStoreException>(() => store.LoadFactsAsync("1", DateTimeZone.Utc));
    }

    [Theory]
    [InlineData("UPDATE crm_decision SET decided_because = '{'")]
    [InlineData("UPDATE crm_decision SET outcome = 99999999999")]
    [InlineData("UPDATE crm_decision SET occurrence = ''")]
    [InlineData("UPDATE crm_event SET amount = 'sentinel'")]
    [InlineData("UPDATE crm_event SET day = NULL")]
    [InlineData("UPDATE crm_consent SET purpose = 'Sentinel'")]
    [InlineData("UPDATE crm_customer SET document = json_set(document, '$.birthday', '1997-13-01')")]
    [InlineData("UPDATE crm_customer SET document = '{sentinel'")]
    [InlineData("UPDATE crm_event SET kind = 4, detail = '{\"sentinel\": 1}'")]
    [InlineData("UPDATE crm_outbox SET purpose = 'Sentinel'")]
    [InlineData("UPDATE crm_outbox SET due_at = 9223372036854775807")]
    public async Task Unreadable_value_is_the_stores_own_exception_without_the_value(string damage)
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")], Consents = [A.Consent("1")], Events = [A.Purchase("1", new LocalDate(1997, 1, 1))] });
        await store.EnqueueAsync(A.Plan(A.PlannedTouch("1")), "test");
        Execute(database, damage);
        List<Exception> failures = [];
        foreach (var reading in Readings(store))
        {
            if (await Record.ExceptionAsync(reading) is { } failure)
            {
                failures.Add(failure);
            }
        }

        Assert.NotEmpty(failures);
        Assert.All(failures, failure => Assert.False(Assert.IsType<CrmStoreException>(failure).IsTransient));
        Assert.All(failures, failure => Assert.DoesNotContain("sentinel", failure.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Zone_that_this_host_does_not_know_reads_as_none_and_the_business_zone_stands_in()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        var neighbour = A.Customer("2");
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), neighbour] });
        Execute(database, "UPDATE crm_customer SET document = json_set(document, '$.zone.id', 'Mars/Olympus') WHERE id = '1'");
        var paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        var business = new CustomerZone(paris, ZoneSource.Business);
        Assert.Equal([A.Customer("1") with { Zone = null }, neighbour], await store.ReadCustomersAsync().ToListAsync());
        Assert.Null((await store.FindCustomerAsync("1"))!.Zone);
        Assert.Equal([business, neighbour.Zone!.Value], await store.ReadFactsAsync(paris).Select(facts => facts.Zone).ToListAsync());
        Assert.Equal(business, (await store.LoadFactsAsync("1", paris)).Zone);
    }

    private static IEnumerable<Func<Task>> Readings(SqliteCrmStore store) =>
    [
        async () => await store.ReadDecisionsAsync("1").CountAsync(),
        async () => await store.ReadEventsAsync().CountAsync(),
        async () => await store.ReadEventsAsync("1").CountAsync(),
        async () => await store.ReadOutboxAsync().CountAsync(),
        async () => await store.ReadCustomersAsync().CountAsync(),
        async () => await store.ReadFactsAsync(DateTimeZone.Utc).CountAsync(),
        () => store.FindCustomerAsync("1"),
        () => store.LoadFactsAsync("1", DateTimeZone.Utc),
        () => store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")], Events = [A.Purchase("1", new LocalDate(1997, 1, 1))] }),
    ];

    private static void Execute(TemporaryDatabase database, string sql) => Scalar(database, sql);

    private static object? Scalar(TemporaryDatabase database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
