using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

public sealed class SqliteOpeningTests
{
    [Fact]
    public async Task Database_of_a_newer_schema_is_refused_and_left_as_it_is()
    {
        using var database = new TemporaryDatabase();
        await using (await database.OpenAsync(new ManualClock()))
        {
        }

        Execute(database, "UPDATE crm_meta SET value = CAST('99' AS BLOB) WHERE name = 'schema-version'");
        var error = await Assert.ThrowsAsync<CrmStoreException>(() => database.OpenAsync(new ManualClock()));
        Assert.False(error.IsTransient);
        Assert.Contains("schema version 99", error.Message, StringComparison.Ordinal);
        Assert.Equal("99", SchemaVersion(database));
    }

    [Fact]
    public async Task Database_is_in_write_ahead_mode_at_schema_version_7_with_sound_foreign_keys()
    {
        using var database = new TemporaryDatabase();
        await using (var store = await database.OpenAsync(new ManualClock()))
        {
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")], Consents = [A.Consent("2")], Events = [A.Purchase("3", new LocalDate(1997, 1, 1))] });
            await store.EnqueueAsync(A.Plan(A.PlannedTouch("4")), "test");
        }

        Assert.Equal("wal", Scalar(database, "PRAGMA journal_mode"));
        Assert.Equal("7", SchemaVersion(database));
        Assert.Equal("ok", Scalar(database, "PRAGMA integrity_check"));
        Assert.Null(Scalar(database, "PRAGMA foreign_key_check"));
        Assert.Equal(4L, Scalar(database, "SELECT count(*) FROM crm_person"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1)]
    public async Task Host_program_keeps_its_tables_and_its_user_version(long version)
    {
        using var database = new TemporaryDatabase();
        Execute(database, $"CREATE TABLE orders (id INTEGER PRIMARY KEY); INSERT INTO orders VALUES (42); PRAGMA user_version = {version.ToString(CultureInfo.InvariantCulture)}");
        for (var opening = 0; opening < 2; opening++)
        {
            await using var store = await database.OpenAsync(new ManualClock());
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")] });
            Assert.NotNull(await store.FindCustomerAsync("1"));
            Assert.Equal(version, Scalar(database, "PRAGMA user_version"));
        }

        Assert.Equal(42L, Scalar(database, "SELECT id FROM orders"));
        Assert.Equal("7", SchemaVersion(database));
    }

    [Fact]
    public async Task Database_whose_schema_version_is_no_number_is_refused()
    {
        using var database = new TemporaryDatabase();
        await (await database.OpenAsync(new ManualClock())).DisposeAsync();
        Execute(database, "UPDATE crm_meta SET value = x'00ff' WHERE name = 'schema-version'");
        await Assert.ThrowsAsync<CrmStoreException>(() => database.OpenAsync(new ManualClock()));
    }

    [Fact]
    public async Task Closing_from_two_threads_at_once_closes_the_writer_once()
    {
        using var database = new TemporaryDatabase();
        var store = await database.OpenAsync(new ManualClock());
        var closings = 0;
        OpenStore.Writer(store).Disposed += (_, _) => closings++;

        // A commit under way holds up both.
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commit = store.CommitAsync(UntilAsync(go.Task), CommitMode.Apply);
        var closers = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(store.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        await Task.Delay(100);
        Assert.All(closers, closer => Assert.False(closer.IsCompleted));
        go.SetResult();
        Assert.Equal(1, (await commit).CustomersAdded);
        await Task.WhenAll(closers);
        Assert.Equal(1, closings);
    }

    [Fact]
    public async Task Closing_leaves_no_file_but_the_database()
    {
        using var database = new TemporaryDatabase();
        var store = await database.OpenAsync(new ManualClock());
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")] });
        Assert.NotNull(await store.FindCustomerAsync("1"));
        await store.DisposeAsync();
        await store.DisposeAsync();
        Assert.Equal([database.Path], Directory.GetFiles(Path.GetDirectoryName(database.Path)!));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindCustomerAsync("1"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CommitAsync(new ChangeSet()));
    }

    [Fact]
    public async Task Own_key_of_the_database_recognises_after_reopening_and_behind_a_ring_given_later()
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock();
        await using (var store = await database.OpenAsync(clock))
        {
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")], Suppressions = [new Suppression("1", A.Email("1"))] });
        }

        foreach (var keys in new[] { null, new RotatingKeyRing() })
        {
            await using var store = await database.OpenAsync(clock, keys);
            var facts = await store.LoadFactsAsync("1", DateTimeZone.Utc);
            Assert.Equal(new SuppressedPoint(A.Email("1"), SuppressionKind.Undeliverable, A.Noon), Assert.Single(facts.Suppressed));
        }
    }

    [Fact]
    public async Task Facts_are_refused_once_another_program_suppressed_under_a_key_that_the_ring_lacks()
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock();
        var (old, rotated) = (new RotatingKeyRing(), new RotatingKeyRing());
        rotated.Rotate();
        await using var behind = await database.OpenAsync(clock, old);
        await behind.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("1")] }] });
        Assert.Empty((await behind.LoadFactsAsync("2", DateTimeZone.Utc)).Suppressed);
        await using (var ahead = await database.OpenAsync(clock, rotated))
        {
            await ahead.CommitAsync(new ChangeSet { Consents = [A.Objection("1")] });
        }

        await Assert.ThrowsAsync<CrmStoreException>(() => behind.LoadFactsAsync("2", DateTimeZone.Utc));
        await Assert.ThrowsAsync<CrmStoreException>(async () => await behind.ReadFactsAsync(DateTimeZone.Utc).CountAsync());
        await Assert.ThrowsAsync<CrmStoreException>(() => behind.CommitAsync(new ChangeSet { Consents = [A.Objection("2")] }));
        old.Rotate();
        Assert.Single((await behind.LoadFactsAsync("2", DateTimeZone.Utc)).Suppressed);
    }

    [Fact]
    public async Task Opening_without_the_ring_that_made_the_hashes_is_refused()
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock();
        await using (var store = await database.OpenAsync(clock, new RotatingKeyRing()))
        {
            await store.CommitAsync(new ChangeSet { Suppressions = [new Suppression("1", A.Email("1"))] });
        }

        var error = await Assert.ThrowsAsync<CrmStoreException>(() => database.OpenAsync(clock));
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Address_that_is_suppressed_is_nowhere_in_the_file()
    {
        using var database = new TemporaryDatabase();
        await using (var store = await database.OpenAsync(new ManualClock()))
        {
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")], Suppressions = [new Suppression("1", A.Email("sentinel-address"))] });
        }

        Assert.DoesNotContain("sentinel-address", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(database.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_held_by_another_writer_beyond_the_timeout_gives_a_transient_error_without_data()
    {
        using var database = new TemporaryDatabase();
        var options = new SqliteStoreOptions { Clock = new ManualClock(), BusyTimeout = Duration.FromMilliseconds(50) };
        await using var store = await SqliteCrmStore.OpenAsync(database.Path, options);
        using var other = Connect(database);
        Execute(other, "BEGIN IMMEDIATE");
        var error = await Assert.ThrowsAsync<CrmStoreException>(() => store.CommitAsync(new ChangeSet { Customers = [A.Customer("sentinel")] }));
        Assert.True(error.IsTransient);
        Assert.DoesNotContain("sentinel", error.ToString(), StringComparison.Ordinal);

        Execute(other, "ROLLBACK");
        Assert.Equal(1, (await store.CommitAsync(new ChangeSet { Customers = [A.Customer("sentinel")] })).CustomersAdded);
    }

    [Fact]
    public async Task File_that_is_no_database_gives_an_error_that_is_not_transient()
    {
        using var database = new TemporaryDatabase();
        await File.WriteAllTextAsync(database.Path, string.Concat(Enumerable.Repeat("this is no database\n", 500)));
        var error = await Assert.ThrowsAsync<CrmStoreException>(() => database.OpenAsync(new ManualClock()));
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task Options_outside_their_range_and_databases_in_memory_are_refused()
    {
        using var database = new TemporaryDatabase();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SqliteCrmStore.OpenAsync(database.Path, new SqliteStoreOptions { BusyTimeout = Duration.Zero }));
        await Assert.ThrowsAsync<ArgumentException>(() => SqliteCrmStore.OpenAsync(":memory:"));
    }

    [Fact]
    public async Task Registration_is_one_singleton_that_opens_with_the_clock_of_the_container()
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock(Instant.FromUtc(2001, 2, 3, 4, 5));
        var services = new ServiceCollection().AddCrmKitSqlite(database.Path).AddCrmKitSqlite("never opened");
        var registration = Assert.Single(services);
        Assert.Equal((typeof(ICrmStore), ServiceLifetime.Singleton), (registration.ServiceType, registration.Lifetime));
        Assert.False(File.Exists(database.Path));

        await using var store = (ICrmStore)registration.ImplementationFactory!(new OneClock(clock));
        Assert.Equal(clock.Now, (await store.LoadFactsAsync("1", DateTimeZone.Utc)).ReadAt);
    }

    private static async IAsyncEnumerable<ChangeSet> UntilAsync(Task go)
    {
        await go;
        yield return new ChangeSet { Customers = [A.Customer("1")] };
    }

    private static string SchemaVersion(TemporaryDatabase database) =>
        (string)Scalar(database, "SELECT CAST(value AS TEXT) FROM crm_meta WHERE name = 'schema-version'")!;

    private static SqliteConnection Connect(TemporaryDatabase database)
    {
        var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(TemporaryDatabase database, string sql)
    {
        using var connection = Connect(database);
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(TemporaryDatabase database, string sql)
    {
        using var connection = Connect(database);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private sealed class OneClock(IClock clock) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IClock) ? clock : null;
    }
}
