using System.Diagnostics;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;

namespace CrmKit.EndToEnd.Tests.Kills;

/// <summary>A worker that is stopped for longer than its lease, and goes on when others have done its work.</summary>
public sealed class StoppedProcessTests
{
    private const int Messages = 200;
    private const int LeaseMilliseconds = 1500;
    private const int Window = 6;

    [Fact]
    public async Task Worker_stopped_past_its_lease_writes_nothing_when_it_goes_on()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // No signal stops a process there.
        }

        var folder = Directory.CreateTempSubdirectory("crmkit-stops").FullName;
        try
        {
            var (path, ledgers) = (Path.Combine(folder, "crm.db"), Path.Combine(folder, "ledgers"));
            Directory.CreateDirectory(ledgers);
            var promised = await Promises.MakeAsync(path, Messages);
            using var stopped = KillHarness.Start("sqlite", path, ledgers, Window, LeaseMilliseconds);
            try
            {
                await StopInTheMidstAsync(stopped, path, ledgers);
                using var next = KillHarness.Start("sqlite", path, ledgers, Window, LeaseMilliseconds);
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
                await next.WaitForExitAsync(patience.Token);
                Assert.Equal(0, next.ExitCode);
                var before = await ReadAsync(path);

                Signal(stopped, "CONT");
                await stopped.WaitForExitAsync(patience.Token);
                Assert.Equal(0, stopped.ExitCode);
                var after = await ReadAsync(path);
                Assert.Equal(before.Rows, after.Rows);
                Assert.Equal(before.Touches.Select(touch => touch.Key), after.Touches.Select(touch => touch.Key));
                new Account(promised, after.Rows, after.Touches, KillHarness.DeliveriesIn(ledgers)).Check(kills: 1, Window);
            }
            finally
            {
                stopped.Kill();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Stops the process with messages before and behind it, and without the lock of the file: with it, nobody could do its work.</summary>
    private static async Task StopInTheMidstAsync(Process process, string path, string ledgers)
    {
        while (KillHarness.DeliveriesIn(ledgers).Length < Messages / 4)
        {
            Assert.False(process.HasExited, "The worker ended before it could be stopped.");
            await Task.Delay(5);
        }

        while (true)
        {
            Signal(process, "STOP");
            try
            {
                await using var store = await SqliteCrmStore.OpenAsync(path, new SqliteStoreOptions { BusyTimeout = Duration.FromMilliseconds(50) });
                await store.EnqueueAsync(Testing.A.Plan(), "none");
                var health = await store.ReadHealthAsync();
                Assert.True(health.Claimed + health.Sending > 0, "The worker was stopped with nothing in its hands.");
                return;
            }
            catch (CrmStoreException error) when (error.IsTransient)
            {
                Signal(process, "CONT");
                await Task.Delay(7);
            }
        }
    }

    private static async Task<(List<OutboxRow> Rows, List<Touch> Touches)> ReadAsync(string path)
    {
        await using var store = await SqliteCrmStore.OpenAsync(path);
        return (await store.ReadOutboxAsync().ToListAsync(), await store.ReadEventsAsync().Select(recorded => recorded.Event).OfType<Touch>().ToListAsync());
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
