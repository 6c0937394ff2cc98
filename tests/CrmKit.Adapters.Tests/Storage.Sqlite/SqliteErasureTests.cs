using System.Text;
using CrmKit.Storage;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>Nothing of a forgotten person is left in the bytes of the file and its log, while the store is open.</summary>
public sealed class SqliteErasureTests
{
    [Fact]
    public async Task Erasure_leaves_no_text_of_the_person_in_the_file_or_the_log()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.CommitAsync(new ChangeSet { Customers = [Sentinel("sentinel-1"), Sentinel("sentinel-2"), A.Customer("bystander")] });
        await store.CommitAsync(new ChangeSet
        {
            Customers =
            [
                Sentinel("sentinel-1") with { Name = "sentinel-name", ContactPoints = [A.Email("sentinel-new")], Roles = [new PartyRole("member", "bystander")] },
                A.Customer("bystander") with { Roles = [new PartyRole("friend", "sentinel-1"), new PartyRole("friend", "other")] },
            ],
            Consents = [A.Consent("sentinel-1") with { Wording = "sentinel-wording" }, A.Consent("sentinel-2", ConsentState.Objection)],
            Events =
            [
                A.Purchase("sentinel-1", new LocalDate(1997, 1, 1), 1m, "sentinel-key"),
                new Complaint(new EventKey("c"), "sentinel-2", A.Noon, null, "sentinel-note"),
            ],
        });
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("bystander")], Retractions = [new EventKey("sentinel-key")] });
        await store.MergeAsync("bystander", "sentinel-1");
        await store.UnmergeAsync("sentinel-1");
        await store.MergeAsync("sentinel-2", "sentinel-1");
        await store.EnqueueAsync(A.Plan(A.PlannedTouch("sentinel-1")), "test");
        Assert.True(HasTrace(database));

        Assert.True(await store.EraseAsync("sentinel-1"));
        Assert.False(HasTrace(database));
        Assert.False(await store.EraseAsync("sentinel-2"));
        Assert.NotNull(await store.FindCustomerAsync("bystander"));
    }

    [Fact]
    public async Task Erasure_leaves_no_address_in_what_merges_carried_to_others_or_promised_under_their_ids()
    {
        using var database = new TemporaryDatabase();
        var clock = new ManualClock();
        await using var store = await database.OpenAsync(clock);
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2") with { ContactPoints = [A.Email("sentinel")] }, A.Customer("3")] });
        await store.MergeAsync("1", "2");
        var touch = A.PlannedTouch("1") with { Intent = A.Intent("1") with { Point = A.Email("sentinel") } };
        await store.EnqueueAsync(A.Plan(touch), "test");
        await store.AddOptInAsync(A.OptInRequest("1") with { Point = A.Email("sentinel") });
        clock.Advance(Duration.FromHours(1));
        await store.CommitAsync(new ChangeSet { Consents = [A.Objection("2", clock.Now) with { Point = A.Email("SENTINEL") }] });
        await store.MergeAsync("3", "1");
        await store.UnmergeAsync("2");
        Assert.True(HasTrace(database));
        Assert.Equal(1, await store.EraseAsync(["2"]));
        Assert.False(HasTrace(database));
        Assert.Equal(["1", "3"], (await store.FindCustomerAsync("3"))!.ContactPoints.Select(point => point.Point.Address.Split('@')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Erasure_leaves_none_of_the_copies_that_splitting_pages_made()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        var random = new Random(7);
        var ids = Enumerable.Range(0, 4000).Select(number => $"sentinel-{random.Next():x8}-{number}x").ToArray();
        foreach (var part in ids.Chunk(100))
        {
            await store.CommitAsync(new ChangeSet
            {
                Customers = [.. part.Select(id => A.Customer(id) with { Name = new string('n', random.Next(1, 200)) })],
                Events = [.. part.SelectMany(id => Enumerable.Range(0, 3).Select(i => A.Purchase(id, new LocalDate(1997, 1, 1), 1m, $"{random.Next():x8}{id}{i}")))],
            });
        }

        // Some by hand, as an erasure without the wiping deletes them: what is left of them shows what the wiping is for.
        var deleted = ids.Where((_, index) => index % 5 == 0).ToArray();
        Execute(OpenStore.Writer(store), "BEGIN");
        foreach (var id in deleted)
        {
            Delete(OpenStore.Writer(store), id);
        }

        Execute(OpenStore.Writer(store), "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        var before = Bytes(database);
        Assert.Contains(deleted, id => before.Contains(id, StringComparison.Ordinal));
        Assert.True(await store.EraseAsync(ids[1]));
        var after = Bytes(database);
        Assert.DoesNotContain([ids[1], .. deleted], id => after.Contains(id, StringComparison.Ordinal));
        Assert.Contains(ids[2], after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_beside_a_reader_is_wiped_with_the_next_write_after_the_reader_ends()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), Sentinel("sentinel-1")] });
        await foreach (var customer in store.ReadCustomersAsync())
        {
            Assert.Equal(customer.Id.Value == "1", await store.EraseAsync("sentinel-1"));
        }

        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("2")] });
        Assert.False(HasTrace(database));
    }

    [Fact]
    public async Task Wiping_that_a_stopped_program_left_undone_is_done_at_the_next_opening()
    {
        using var database = new TemporaryDatabase();
        await using (var store = await database.OpenAsync(new ManualClock()))
        {
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1")] });
        }

        // As it stands where the program stopped after the deletion: pages that are free and full of what they held.
        Execute(database, "CREATE TABLE t (x); INSERT INTO t VALUES ('sentinel'); DROP TABLE t; INSERT INTO crm_meta VALUES ('wipe', x'')");
        Assert.True(HasTrace(database));
        await using (await database.OpenAsync(new ManualClock()))
        {
            Assert.False(HasTrace(database));
        }

        // Done once: the note of it is gone.
        Execute(database, "INSERT INTO crm_meta VALUES ('wipe', x'')");
    }

    [Fact]
    public async Task Erasure_that_cannot_write_the_file_anew_has_happened_and_is_wiped_at_the_next_opening()
    {
        using var database = new TemporaryDatabase();
        await using (var store = await database.OpenAsync(new ManualClock()))
        {
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("1"), A.Customer("2"), A.Customer("3")] });

            // SQLite attaches the new file to the old one: without a place for it the writing fails, as it does on a full disk.
            SQLitePCL.raw.sqlite3_limit(OpenStore.Writer(store).Handle, SQLitePCL.raw.SQLITE_LIMIT_ATTACHED, 0);
            Assert.True(await store.EraseAsync("1"));
            Assert.Null(await store.FindCustomerAsync("1"));
            Assert.Equal(1L, Requests(database));
            await store.CommitAsync(new ChangeSet { Customers = [A.Customer("4")] });
            Assert.Equal(1L, Requests(database));
        }

        await using (var store = await database.OpenAsync(new ManualClock()))
        {
            Assert.Equal(0L, Requests(database));
            Assert.Equal(3, await store.ReadCustomersAsync().CountAsync());
        }
    }

    private static long Requests(TemporaryDatabase database)
    {
        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM crm_meta WHERE name = 'wipe'";
        return (long)command.ExecuteScalar()!;
    }

    private static Customer Sentinel(string id) => A.Customer(id) with { Name = id + " Müller", Fields = CustomFields.None.With("note", FieldValue.Of(id + " likes tea")) };

    private static bool HasTrace(TemporaryDatabase database) => Bytes(database).Contains("sentinel", StringComparison.OrdinalIgnoreCase);

    private static string Bytes(TemporaryDatabase database) => string.Concat(new[] { database.Path, database.Path + "-wal" }.Where(File.Exists).Select(Read));

    // The store has the files open.
    private static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static void Delete(SqliteConnection connection, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            DELETE FROM crm_event WHERE customer = $1; DELETE FROM crm_contact_point WHERE customer = $1; DELETE FROM crm_customer WHERE id = $1;
            DELETE FROM crm_person WHERE id = $1
            """;
        command.Parameters.AddWithValue("$1", id);
        command.ExecuteNonQuery();
    }

    private static void Execute(TemporaryDatabase database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database.Path};Pooling=False");
        connection.Open();
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
