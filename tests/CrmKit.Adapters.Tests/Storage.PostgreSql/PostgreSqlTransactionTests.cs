using CrmKit.Storage;
using CrmKit.Testing;
using Npgsql;

namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

/// <summary>What the program changes and what it promises become true together.</summary>
public sealed class PostgreSqlTransactionTests
{
    [PostgreSqlFact]
    public async Task Plan_and_business_change_are_committed_together_or_not_at_all()
    {
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        await schema.ExecuteAsync("CREATE TABLE shop_order (id integer)");
        foreach (var isCommitted in new[] { false, true })
        {
            await using var connection = await TemporarySchema.Pooled.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await InsertAsync(schema, connection, transaction);
            Assert.Equal(new EnqueueReport(1, 0), await store.EnqueueAsync(A.Plan([A.PlannedTouch("1")]), "test", transaction));
            Assert.Equal(1, (await store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "1" }] }, transaction)).CustomersAdded);
            Assert.Empty(await store.ReadOutboxAsync().ToListAsync());
            if (isCommitted)
            {
                await transaction.CommitAsync();
            }
        }

        Assert.Single(await store.ReadOutboxAsync().ToListAsync());
        Assert.NotNull(await store.FindCustomerAsync("1"));
        Assert.Equal(1L, await schema.ScalarAsync("SELECT count(*) FROM shop_order"));
    }

    [PostgreSqlFact]
    public async Task Change_that_is_refused_leaves_the_programs_own_part()
    {
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        await schema.ExecuteAsync("CREATE TABLE shop_order (id integer)");
        await store.CommitAsync(new ChangeSet { Events = [Bought(1m)] });
        await using (var connection = await TemporarySchema.Pooled.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await InsertAsync(schema, connection, transaction);
            await Assert.ThrowsAsync<EventConflictException>(() => store.CommitAsync(new ChangeSet { Customers = [new Customer { Id = "1", Name = "Zoë" }], Events = [Bought(2m)] }, transaction));
            await transaction.CommitAsync();
        }

        Assert.Equal(1L, await schema.ScalarAsync("SELECT count(*) FROM shop_order"));
        Assert.Null(await store.FindCustomerAsync("1"));
    }

    [PostgreSqlFact]
    public async Task Transaction_of_another_driver_is_refused()
    {
        await using var schema = new TemporarySchema();
        await using var store = await schema.OpenAsync();
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.EnqueueAsync(A.Plan([A.PlannedTouch("1")]), "test", transaction));
    }

    private static async Task InsertAsync(TemporarySchema schema, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand($"INSERT INTO \"{schema.Name}\".shop_order VALUES (1)", connection, transaction);
        await command.ExecuteNonQueryAsync();
    }

    private static Purchase Bought(decimal amount) => Purchase.OnDay(new EventKey("a"), "1", new LocalDate(1997, 1, 1), new Money(amount, Currency.Usd), DateTimeZone.Utc);
}
