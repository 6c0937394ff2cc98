using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>A value of an unexpected kind, in any column of any table, is the store's own exception: never one of the driver's, nor of the domain's.</summary>
public sealed class SqliteDamageTests
{
    private static readonly Instant Then = A.Noon + Duration.FromHours(3);

    [Theory]
    [InlineData("NULL")]
    [InlineData("''")]
    [InlineData("x'00FF'")]
    [InlineData("9223372036854775806")]
    public async Task Value_of_an_unexpected_kind_is_the_stores_own_exception(string value)
    {
        using var database = new TemporaryDatabase();
        await FillAsync(database);
        var columns = Columns(database);
        var whole = await File.ReadAllBytesAsync(database.Path);
        List<string> raw = [];
        var refused = 0;
        foreach (var (table, column) in columns)
        {
            await File.WriteAllBytesAsync(database.Path, whole);
            if (!TryExecute(database, $"UPDATE OR REPLACE {table} SET {column} = {value}"))
            {
                continue;
            }

            foreach (var failure in await FailuresAsync(database))
            {
                refused += failure is CrmStoreException ? 1 : 0;
                if (failure is not (CrmStoreException or UnknownCustomerException or EventConflictException))
                {
                    raw.Add($"{table}.{column}: {failure}");
                }
            }
        }

        Assert.True(refused > 0, "Nothing was refused: the damage was not done.");
        Assert.True(raw.Count == 0, $"{raw.Count} raw:\n{string.Join('\n', raw.Take(40))}");
    }

    private static async Task FillAsync(TemporaryDatabase database)
    {
        var clock = new ManualClock();
        await using (var store = await database.OpenAsync(clock))
        {
            await store.CommitAsync(new ChangeSet
            {
                Customers = [A.Customer("1"), A.Customer("2") with { Roles = [new PartyRole("friend", "1")] }, A.Customer("3"), A.Customer("4")],
                Consents = [A.Consent("1", topic: "garden"), A.Consent("2", ConsentState.OptOut), A.FreshOptIn("3", A.Noon) with { Wording = "one" }, A.Objection("4")],
                Events = [A.Purchase("1", new LocalDate(1997, 1, 1)), A.Touch("2", "1"), A.Feedback("3")],
            });
            await store.EnqueueAsync(A.Plan(A.PlannedTouch("1"), A.PlannedTouch("2"), A.PlannedTouch("3")), "test");
            await store.AddOptInAsync(A.OptInRequest("3"));
            clock.Advance(Duration.FromHours(1));
            await store.MergeAsync("1", "2");
            clock.Advance(Duration.FromHours(1));
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("3") with { Name = "Other" }], Consents = [A.Consent("1", ConsentState.OptOut, clock.Now)] });
            await store.EraseAsync("4");
        }

        // Somebody else's table may keep anything.
        Assert.True(TryExecute(database, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(replace(sql, ' NOT NULL', ''), 'STRICT', '') WHERE type = 'table' AND sql LIKE '%STRICT' AND sql NOT LIKE '%WITHOUT ROWID%'"));
    }

    private static async Task<List<Exception>> FailuresAsync(TemporaryDatabase database)
    {
        SqliteCrmStore store;
        try
        {
            store = await database.OpenAsync(new ManualClock(A.Noon + Duration.FromHours(5)));
        }
        catch (Exception error)
        {
            return [error];
        }

        List<Exception> failures = [];
        await using (store)
        {
            foreach (var act in Acts(store))
            {
                if (await Record.ExceptionAsync(act) is { } failure)
                {
                    failures.Add(failure);
                }
            }
        }

        return failures;
    }

    private static IEnumerable<Func<Task>> Acts(SqliteCrmStore store) =>
    [
        async () => await store.ReadCustomersAsync().CountAsync(),
        async () => await store.ReadCustomersAsync(Then).CountAsync(),
        async () => await store.ReadEventsAsync().CountAsync(),
        async () => await store.ReadEventsAsync(Then).CountAsync(),
        async () => await store.ReadVersionsAsync("1").CountAsync(),
        async () => await store.ReadFactsAsync(DateTimeZone.Utc).CountAsync(),
        async () => await store.ReadOutboxAsync().CountAsync(),
        async () => await store.ReadDecisionsAsync("1").CountAsync(),
        () => store.FindCustomerAsync("1"),
        () => store.FindRecordAsync("2"),
        () => store.FindByPointAsync(A.Email("1")),
        () => store.LoadFactsAsync("1", DateTimeZone.Utc),
        () => store.ReadConsentsAsync("1", Then),
        () => store.ReadMergesAsync(),
        () => store.CountErasedSinceAsync(A.Noon),
        () => store.FindOptInAsync(A.Token(1).Fingerprint),
        () => store.ConfirmOptInAsync(A.Token(1).Fingerprint),
        () => store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")], Consents = [A.Objection("2")], Events = [A.Purchase("1", new LocalDate(1997, 1, 1)), A.Feedback("3")] }),
        () => store.TryGrantIncentiveAsync("1", "welcome"),
        () => store.MergeAsync("3", "1"),
        () => store.UnmergeAsync("1"),
        () => store.UnmergeAsync("2"),
        () => store.ClaimAsync(5, Duration.FromMinutes(5)),
        () => store.EraseAsync("2"),
        () => store.EraseAsync("3"),
    ];

    private static List<(string Table, string Column)> Columns(TemporaryDatabase database)
    {
        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name LIKE 'crm%' ORDER BY t.name, c.cid";
        using var reader = command.ExecuteReader();
        List<(string Table, string Column)> columns = [];
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }

    // What the table keeps out all the same is no damage.
    private static bool TryExecute(TemporaryDatabase database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False;Foreign Keys=False");
        connection.Open();
        connection.CreateCollation("crm_ordinal", string.CompareOrdinal);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
