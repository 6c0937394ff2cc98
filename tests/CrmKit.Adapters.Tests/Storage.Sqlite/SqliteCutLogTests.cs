using CrmKit.Storage;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>Power that goes while the log is written: whatever of it reached the disk, the file opens with whole transactions, all of those that were acknowledged before the cut.</summary>
public sealed class SqliteCutLogTests(ITestOutputHelper output)
{
    private const int Transactions = 60;

    /// <summary>Offsets tried: CRMKIT_LOG_CUTS=2000 is the large size.</summary>
    private static readonly int Cuts = int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_LOG_CUTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 100;

    [Fact]
    public async Task Log_cut_at_any_offset_leaves_every_acknowledged_transaction_before_it_and_none_torn()
    {
        using var database = new TemporaryDatabase();
        List<long> acknowledged = [];
        byte[] file, log;
        await using (var store = await database.OpenAsync(new ManualClock()))
        {
            // What opening wrote goes into the file itself.
            Execute(database.Path, "PRAGMA wal_checkpoint(TRUNCATE)");
            for (var i = 0; i < Transactions; i++)
            {
                await store.CommitAsync(new ChangeSet
                {
                    Customers = [A.Customer($"{i}")],
                    Events = [.. Enumerable.Range(0, 1 + (i % 7)).Select(k => A.Purchase($"{i}", new LocalDate(1997, 1, 1), key: $"{i}/{k}"))],
                });
                acknowledged.Add(new FileInfo(database.Path + "-wal").Length);
            }

            (file, log) = (Shared(database.Path), Shared(database.Path + "-wal"));
        }

        Assert.Equal(log.LongLength, acknowledged[^1]);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_LOG_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"CRMKIT_LOG_SEED={seed} CRMKIT_LOG_CUTS={Cuts}, a log of {log.Length} bytes");
        var random = new Random(seed);
        long[] edges = [0, 1, 31, 32, .. acknowledged.SelectMany(end => new[] { end - 1, end, end + 1 }).Where(offset => offset <= log.Length)];
        foreach (var offset in edges.Concat(Enumerable.Range(0, Cuts).Select(_ => random.NextInt64(log.Length + 1))).Distinct())
        {
            using var copy = new TemporaryDatabase();
            await File.WriteAllBytesAsync(copy.Path, file);
            await File.WriteAllBytesAsync(copy.Path + "-wal", log[..(int)offset]);
            await using var store = await copy.OpenAsync(new ManualClock());
            var known = acknowledged.Count(end => end <= offset);
            Assert.Equal(known, await store.ReadCustomersAsync().CountAsync());
            Assert.Equal(
                Enumerable.Range(0, known).Select(i => 1 + (i % 7)),
                (await store.ReadEventsAsync().ToListAsync()).GroupBy(recorded => int.Parse(recorded.Event.Customer.Value, CultureInfo.InvariantCulture)).OrderBy(one => one.Key).Select(one => one.Count()));
            Assert.Equal("ok", Execute(copy.Path, "PRAGMA integrity_check"));
        }
    }

    private static byte[] Shared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static object? Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
