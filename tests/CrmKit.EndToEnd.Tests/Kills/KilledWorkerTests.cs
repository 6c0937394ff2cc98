using CrmKit.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace CrmKit.EndToEnd.Tests.Kills;

/// <summary>Real worker processes on one outbox, killed at random instants and at every named place. CRMKIT_KILLS=100 is the large size: 200 messages a kill.</summary>
public sealed class KilledWorkerTests(ITestOutputHelper output)
{
    private const int MessagesPerKill = 200;

    [Fact]
    public async Task Killed_workers_lose_nothing_and_send_twice_what_may_be_sent_twice_alone()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 5;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_KILL_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"CRMKIT_KILL_SEED={seed} CRMKIT_KILLS={kills}");
        var folder = Directory.CreateTempSubdirectory("crmkit-kills").FullName;
        try
        {
            var path = Path.Combine(folder, "crm.db");
            var promised = await Promises.MakeAsync(path, kills * MessagesPerKill);
            var harness = new KillHarness("sqlite", path, Path.Combine(folder, "ledgers"), seed);
            await harness.RunAsync(kills);

            await using var store = await SqliteCrmStore.OpenAsync(path);
            var rows = await store.ReadOutboxAsync().ToListAsync();
            var touches = await store.ReadEventsAsync().Select(recorded => recorded.Event).OfType<Touch>().ToListAsync();
            var told = new Account(promised, rows, touches, harness.Deliveries());
            output.WriteLine($"{harness.Kills} kills, {told}");
            Assert.True(harness.Kills >= kills, $"{harness.Kills} kills are too few to mean anything.");
            told.Check(harness.Kills, harness.Window);
            Assert.Equal("ok", Scalar(path, "PRAGMA integrity_check"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static object? Scalar(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
