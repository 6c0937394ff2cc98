using CrmKit.Storage;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

public sealed class SqliteClaimPlanTests
{
    [Fact]
    public async Task Claim_searches_the_outbox_by_index_in_every_statement()
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock();
        await using (var store = await database.OpenAsync(clock))
        {
            await store.EnqueueAsync(A.Plan(Enumerable.Range(0, 4).Select(i => A.PlannedTouch($"{i}"))), "test");
            var left = await store.ClaimAsync(2, Duration.FromMinutes(1));
            Assert.Equal(BeginSending.Started, await store.TryBeginSendingAsync(left[0], (await store.LoadFactsAsync("0", DateTimeZone.Utc)).FactsVersion));
        }

        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        Explain(connection, "UPDATE crm_outbox SET because = '{' WHERE customer = '3'", explains: false);
        clock.Advance(Duration.FromMinutes(1));

        // A store newly opened has prepared what opening and this claim need: the claim meets a sending and a claimed row left behind, a due and an unreadable one.
        await using var claiming = await database.OpenAsync(clock);
        Assert.Equal(["1", "2"], (await claiming.ClaimAsync(10, Duration.FromMinutes(1))).Select(claim => claim.Row.Intent.Key.Customer.Value));
        var states = await claiming.ReadOutboxAsync().Select(row => row.State).ToListAsync();
        Assert.Equal([OutboxState.Uncertain, OutboxState.Claimed, OutboxState.Claimed, OutboxState.Dead], states);
        var statements = OpenStore.Statements(claiming).Where(sql => sql.Contains("crm_outbox", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, statements.Count);
        var steps = statements.SelectMany(sql => Explain(connection, sql)).ToList();
        Assert.All(steps, step => Assert.StartsWith("SEARCH crm_outbox USING ", step, StringComparison.Ordinal));
        Assert.Equal(2, steps.Count(step => step.Contains("INDEX crm_outbox_lease (lease_until<?)", StringComparison.Ordinal)));
        Assert.Equal(1, steps.Count(step => step.Contains("INDEX crm_outbox_due (due_at<?)", StringComparison.Ordinal)));
        Assert.Equal(2, steps.Count(step => step.Contains("PRIMARY KEY (customer=? AND reason=? AND occurrence=?)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rows_that_are_due_are_read_by_index_and_no_other_row()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        Assert.Empty(await store.ReadOutboxAsync(OutboxState.Due).ToListAsync());
        var sql = Assert.Single(OpenStore.ReaderStatements(store), sql => sql.Contains("FROM crm_outbox", StringComparison.Ordinal));
        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        connection.CreateCollation("crm_ordinal", string.CompareOrdinal);
        Assert.Equal("SCAN crm_outbox USING INDEX crm_outbox_due", Explain(connection, sql)[0]);
    }

    private static List<string> Explain(SqliteConnection connection, string sql, bool explains = true)
    {
        using var command = connection.CreateCommand();
        command.CommandText = explains ? "EXPLAIN QUERY PLAN " + sql : sql;
        for (var i = 1; i <= 9; i++)
        {
            command.Parameters.AddWithValue($"${i}", 1);
        }

        List<string> steps = [];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }
}
