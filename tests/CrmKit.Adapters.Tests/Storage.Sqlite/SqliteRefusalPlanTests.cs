using CrmKit.Storage;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

public sealed class SqliteRefusalPlanTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Facts_of_one_person_and_a_refusal_search_every_table_by_index()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.LoadFactsAsync("1", DateTimeZone.Utc);
        var reading = Plans(database, OpenStore.ReaderStatements(store).Where(sql => !sql.EndsWith("LIMIT 1", StringComparison.Ordinal)));
        Assert.Contains("SEARCH crm_consent USING INDEX crm_consent_refusal (folded=? AND channel=?)", reading);
        Assert.DoesNotContain(reading, step => step.StartsWith("SCAN crm_", StringComparison.Ordinal));

        await store.CommitAsync(new ChangeSet { Consents = [A.Consent("1", ConsentState.OptOut)] });
        var writing = Plans(database, OpenStore.Statements(store).Where(sql => sql.Contains("SET facts_version", StringComparison.Ordinal)));
        Assert.NotEmpty(writing);
        Assert.DoesNotContain(writing, step => step.StartsWith("SCAN crm_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Facts_of_all_people_go_from_the_refusals_to_the_owners()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        Assert.Empty(await store.ReadFactsAsync(DateTimeZone.Utc).ToListAsync());
        var steps = Plans(database, OpenStore.ReaderStatements(store).Where(sql => sql.Contains("crm_contact_point", StringComparison.Ordinal)));
        Assert.Equal(
            ["SCAN r USING INDEX crm_consent_refusal", "SCAN r USING INDEX crm_consent_refusal", "SCAN s"],
            steps.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)));
        Assert.Contains("SEARCH r USING INTEGER PRIMARY KEY (rowid=?)", steps);
    }

    private List<string> Plans(TemporaryDatabase database, IEnumerable<string> statements)
    {
        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        connection.CreateCollation("crm_ordinal", string.CompareOrdinal);
        List<string> steps = [];
        foreach (var sql in statements.Where(sql => sql.Contains("crm_", StringComparison.Ordinal)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            for (var i = 1; i <= 15; i++)
            {
                command.Parameters.AddWithValue($"${i}", 1);
            }

            output.WriteLine(sql);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                steps.Add(reader.GetString(3));
                output.WriteLine("    " + reader.GetString(3));
            }
        }

        return steps;
    }
}
