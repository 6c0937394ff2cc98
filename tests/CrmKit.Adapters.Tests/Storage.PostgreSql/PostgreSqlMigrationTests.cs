using CrmKit.Storage;
using CrmKit.Storage.PostgreSql;
using Npgsql;

namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

public sealed class PostgreSqlMigrationTests
{
    private const string Versions = "SELECT string_agg(version::text, ' ' ORDER BY version) FROM crm_migration";

    [PostgreSqlFact]
    public async Task Starters_that_meet_migrate_once()
    {
        await using var schema = new TemporarySchema();
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => schema.OpenAsync()));
        Assert.Equal("1 2", await schema.ScalarAsync(Versions));
        Assert.Equal(1L, await schema.ScalarAsync("SELECT count(*) FROM crm_meta"));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task Latest_migration_can_be_taken_back_and_run_again_with_everything_kept()
    {
        await using var schema = new TemporarySchema();
        await using (var store = await schema.OpenAsync())
        {
            await store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "1", Name = "Zoë" }] });
        }

        Assert.Equal(1, await PostgreSqlCrmStore.RevertSchemaAsync(TemporarySchema.Connection, schema.Options()));
        Assert.Null(await schema.ScalarAsync("SELECT 1 FROM pg_indexes WHERE indexname = 'crm_outbox_kept' AND schemaname = current_schema()"));
        await using (var store = await schema.OpenAsync())
        {
            Assert.Equal("Zoë", (await store.FindCustomerAsync("1"))?.Name);
        }

        Assert.Equal("1 2", await schema.ScalarAsync(Versions));
    }

    [PostgreSqlFact]
    public async Task First_migration_taken_back_leaves_nothing_but_the_count()
    {
        await using var schema = new TemporarySchema();
        await (await schema.OpenAsync()).DisposeAsync();
        Assert.Equal(1, await PostgreSqlCrmStore.RevertSchemaAsync(TemporarySchema.Connection, schema.Options()));
        Assert.Equal(0, await PostgreSqlCrmStore.RevertSchemaAsync(TemporarySchema.Connection, schema.Options()));
        Assert.Equal(0, await PostgreSqlCrmStore.RevertSchemaAsync(TemporarySchema.Connection, schema.Options()));
        Assert.Equal("crm_migration", await schema.ScalarAsync("SELECT string_agg(relname, ' ') FROM pg_class WHERE relkind IN ('r', 'S', 'v') AND relnamespace = current_schema()::regnamespace"));
        Assert.Equal(0L, await schema.ScalarAsync("SELECT count(*) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"));
        await (await schema.OpenAsync()).DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Newer_schema_is_refused()
    {
        await using var schema = new TemporarySchema();
        await (await schema.OpenAsync()).DisposeAsync();
        await schema.ExecuteAsync("INSERT INTO crm_migration (version) VALUES (3)");
        var error = await Assert.ThrowsAsync<CrmStoreException>(() => schema.OpenAsync());
        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [PostgreSqlFact]
    public async Task Opening_that_is_killed_at_any_moment_is_taken_up_by_the_next()
    {
        var stopped = 0;
        for (var moment = 0; moment < 40; moment++)
        {
            await using var schema = new TemporarySchema();
            var settings = new NpgsqlConnectionStringBuilder(TemporarySchema.Connection) { ApplicationName = schema.Name, Pooling = false };
            var opening = PostgreSqlCrmStore.OpenAsync(settings.ConnectionString, schema.Options());
            while (!opening.IsCompleted && await KilledAsync(schema.Name, moment) == 0)
            {
                await Task.Yield();
            }

            try
            {
                await (await opening).DisposeAsync();
            }
            catch (CrmStoreException error)
            {
                Assert.True(error.IsTransient, error.Message);
                stopped++;
            }

            await using var store = await schema.OpenAsync();
            Assert.Equal("1 2", await schema.ScalarAsync(Versions));
            await store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "1" }] });
        }

        Assert.InRange(stopped, 1, 40);
    }

    [PostgreSqlFact]
    public async Task Every_table_that_grows_with_the_people_may_be_partitioned_by_the_customer()
    {
        await using var schema = new TemporarySchema();
        await (await schema.OpenAsync()).DisposeAsync();

        // The server's own rule: every unique key of a partitioned table holds what it is partitioned by.
        foreach (var (table, key) in new[] { ("crm_event", "customer"), ("crm_outbox", "customer"), ("crm_decision", "customer"), ("crm_consent", "customer"), ("crm_person", "id"), ("crm_customer", "id") })
        {
            await schema.ExecuteAsync($"CREATE TABLE parts_{table} (LIKE {table} INCLUDING DEFAULTS INCLUDING INDEXES) PARTITION BY HASH ({key})");
        }
    }

    private static async Task<long> KilledAsync(string application, int afterStatements)
    {
        // What a starter has done shows in what its latest statement was, and when: the moments lie apart by themselves.
        await using var connection = await TemporarySchema.Pooled.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = $1 AND clock_timestamp() > backend_start + $2 * interval '2 ms'",
            connection)
        {
            Parameters = { new() { Value = application }, new() { Value = afterStatements } },
        };
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
