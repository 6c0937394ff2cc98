using System.Diagnostics;
using CrmKit.Storage;
using CrmKit.Testing;
using Xunit.Abstractions;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

public sealed class SqliteVolumeTests(ITestOutputHelper output)
{
    // The limits are the promises; the figures themselves are printed. A machine that others use too gets another try: what is too slow is too slow every time.
    [Fact]
    public async Task Seven_thousand_events_and_2400_customers_go_in_and_out_at_once()
    {
        var laps = await TryAsync();
        for (var tries = 1; tries < 5 && laps is not { Commit: < 2000, Again: < 2000, Facts: < 1000 }; tries++)
        {
            laps = await TryAsync();
        }

        Assert.InRange(laps.Commit, 0, 2000);
        Assert.InRange(laps.Again, 0, 2000);
        Assert.InRange(laps.Facts, 0, 1000);
    }

    private async Task<(double Commit, double Again, double Facts)> TryAsync()
    {
        using var database = new TemporaryDatabase();
        await using var store = await database.OpenAsync(new ManualClock());
        string[] ids = [.. Enumerable.Range(0, 2400).Select(i => $"{i}")];
        var change = new ChangeSet
        {
            Customers = [.. ids.Select(A.Customer)],
            Consents = [.. ids.Select(id => A.Consent(id))],
            Events = [.. Enumerable.Range(0, 7000).Select(i => A.Purchase(ids[i % 2400], new LocalDate(1997, 1, 1).PlusDays(i / 20), 10.50m, $"key:{i}"))],
        };
        await store.CommitAsync(new ChangeSet { Customers = [A.Customer("warm")], Consents = [A.Consent("warm")], Events = [A.Purchase("warm", new LocalDate(1997, 1, 1))] });
        await store.EnqueueAsync(A.Plan(ids.Take(300).Select(id => A.PlannedTouch(id))), "test");

        var watch = Stopwatch.StartNew();
        var report = await store.CommitAsync(change);
        var committed = Lap(watch, "commit");
        Assert.Equal((2400, 2400, 7000), (report.CustomersAdded, report.ConsentsAdded, report.EventsAdded));
        Assert.True((await store.CommitAsync(change)).IsUnchanged);
        var again = Lap(watch, "commit again");
        Assert.Equal(7001, await store.ReadEventsAsync().CountAsync());
        Lap(watch, "read events");
        Assert.Equal(2401, await store.ReadFactsAsync(DateTimeZone.Utc).CountAsync());
        var facts = Lap(watch, "read facts");
        Assert.Equal(2401, await store.ReadCustomersAsync().CountAsync());
        Lap(watch, "read customers");
        return (committed, again, facts);
    }

    private double Lap(Stopwatch watch, string what)
    {
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {milliseconds:F0} ms"));
        watch.Restart();
        return milliseconds;
    }
}
