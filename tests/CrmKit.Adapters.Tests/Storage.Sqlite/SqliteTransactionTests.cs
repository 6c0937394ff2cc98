using CrmKit.Storage;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>The program's own tables and the store's in one transaction.</summary>
public sealed class SqliteTransactionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Order_and_its_confirmation_are_there_together_or_not_at_all(bool commits)
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        using (var connection = Open(database))
        {
            Execute(connection, "CREATE TABLE orders (id INTEGER PRIMARY KEY)");
            using var transaction = connection.BeginTransaction();
            Execute(connection, "INSERT INTO orders VALUES (42)");
            Assert.Equal(new EnqueueReport(1, 0), await store.EnqueueAsync(A.Plan(A.PlannedTouch("ann")), "test", transaction));
            var report = await store.CommitAsync(new ChangeSet { Customers = [A.Customer("ann")], Events = [A.Purchase("ann", new LocalDate(1997, 10, 1), key: "order 42")] }, transaction);
            Assert.Equal((1, 1), (report.CustomersAdded, report.EventsAdded));

            // Nobody sees it yet.
            Assert.Empty(await store.ReadOutboxAsync().ToListAsync());
            Assert.Empty(await store.ReadEventsAsync().ToListAsync());
            if (commits)
            {
                transaction.Commit();
            }
        }

        using var reading = Open(database);
        var expected = commits ? 1 : 0;
        Assert.Equal((long)expected, Execute(reading, "SELECT count(*) FROM orders"));
        Assert.Equal(expected, await store.ReadOutboxAsync().CountAsync());
        Assert.Equal(expected, await store.ReadEventsAsync().CountAsync());
        Assert.Equal(expected, await store.ReadCustomersAsync().CountAsync());
        Assert.Equal(expected == 1 ? 2 : 0, (await store.LoadFactsAsync("ann", DateTimeZone.Utc)).FactsVersion);
        Assert.Equal("ok", Execute(reading, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Refused_change_leaves_the_rest_of_the_transaction_alone()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.CommitAsync(new ChangeSet { Events = [A.Purchase("ann", new LocalDate(1997, 10, 1), 10m, "order 42")] });
        using var connection = Open(database);
        Execute(connection, "CREATE TABLE orders (id INTEGER PRIMARY KEY)");
        using (var transaction = connection.BeginTransaction())
        {
            Execute(connection, "INSERT INTO orders VALUES (43)");
            var change = new ChangeSet { Customers = [A.Customer("bob")], Events = [A.Purchase("ann", new LocalDate(1997, 10, 1), 11m, "order 42")] };
            await Assert.ThrowsAsync<EventConflictException>(() => store.CommitAsync(change, transaction));
            await store.EnqueueAsync(A.Plan(A.PlannedTouch("ann")), "test", transaction);
            transaction.Commit();
        }

        Assert.Equal(1L, Execute(connection, "SELECT count(*) FROM orders"));
        Assert.Empty(await store.ReadCustomersAsync().ToListAsync());
        Assert.Equal(1, await store.ReadOutboxAsync().CountAsync());
    }

    [Fact]
    public async Task Transaction_that_is_over_or_on_another_file_is_refused()
    {
        using var database = new TemporaryDatabase();
        using var another = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await using var stranger = await another.OpenAsync(new ManualClock());
        using var connection = Open(database);
        var plan = A.Plan(A.PlannedTouch("ann"));
        using (var transaction = connection.BeginTransaction())
        {
            await Assert.ThrowsAsync<ArgumentException>(() => stranger.EnqueueAsync(plan, "test", transaction));
            transaction.Commit();
            await Assert.ThrowsAsync<ArgumentException>(() => store.EnqueueAsync(plan, "test", transaction));
        }

        await Assert.ThrowsAsync<ArgumentNullException>(() => store.EnqueueAsync(plan, "test", transaction: null!));
        Assert.Empty(await store.ReadOutboxAsync().ToListAsync());
    }

    [Fact]
    public async Task File_named_by_another_path_is_the_same_file()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        var link = database.Path + ".link";
        File.CreateSymbolicLink(link, database.Path);
        try
        {
            using var connection = new SqliteConnection($"Data Source={link};Pooling=False");
            connection.Open();
            using var transaction = connection.BeginTransaction();
            await store.EnqueueAsync(A.Plan(A.PlannedTouch("ann")), "test", transaction);
            transaction.Commit();
        }
        finally
        {
            File.Delete(link);
        }

        Assert.Equal(1, await store.ReadOutboxAsync().CountAsync());
    }

    private static SqliteConnection Open(TemporaryDatabase database)
    {
        var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
