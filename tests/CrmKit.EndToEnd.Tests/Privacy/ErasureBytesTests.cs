using CrmKit.Desk;
using CrmKit.Storage;
using Xunit.Abstractions;

namespace CrmKit.EndToEnd.Tests.Privacy;

/// <summary>Who was forgotten is in no byte that the program keeps or writes: database, log, index of the log, messages, lines of the log, exports, report.</summary>
[Collection(ProcessWide.Name)]
public sealed class ErasureBytesTests(ITestOutputHelper output)
{
    private const int People = 5_000;

    [Fact]
    public async Task Fifty_erased_of_five_thousand_leave_no_byte_and_everybody_else_is_found()
    {
        using var overheard = new Overheard();
        await using var shop = await SentinelShop.OpenAsync(People, overheard);
        await shop.FillAsync();
        await shop.SendAsync();
        int[] erased = [.. Enumerable.Range(1, People).Where(number => number % 100 == 7)];
        Assert.Equal(50, erased.Length);
        var gone = erased.Concat(erased.Select(number => number + SentinelShop.Twin)).ToHashSet();

        // The search finds what there is to find: of those who go every kind in the database, and their messages.
        var before = Sentinel.InFiles(shop.DatabaseFiles);
        Assert.Equal(erased.SelectMany(number => Sentinel.Kinds.Select(kind => (kind, number))).Except(before), []);
        var statesBefore = await StatesAsync(shop, gone);
        Assert.Equal(Enum.GetValues<OutboxState>().Length, statesBefore.Count);
        var sentBefore = Sentinel.InFolder(shop.Folder["outbox"]);
        Assert.Contains(sentBefore, found => gone.Contains(found.Number));

        var report = await shop.Desk.EraseAsync([.. erased.Select(number => new CustomerId(SentinelShop.Id(number)))]);
        Assert.Equal(50, report.People);
        Assert.True(report.Copies > 0);

        // While the store is open, and after a later write.
        AssertGone(gone, Sentinel.InFiles(shop.DatabaseFiles), "the database");
        await shop.Desk.PlanAsync(await shop.Desk.AssessAsync());
        await shop.Desk.SendAsync();
        AssertGone(gone, Sentinel.InFiles(shop.DatabaseFiles), "the database after the next planning and sending");
        var messages = Sentinel.InFolder(shop.Folder["outbox"]);
        AssertGone(gone, messages, "the folder of messages");
        var exported = Sentinel.InFolder(await shop.ExportAsync("export"));
        AssertGone(gone, exported, "an export made afterwards");
        await shop.Desk.WriteReportAsync(new ReportRequest { Path = shop.Folder["report.html"] }, await shop.Desk.AssessAsync());
        AssertGone(gone, Sentinel.InFiles(shop.Folder["report.html"]), "a report made afterwards");
        Assert.NotEmpty(overheard.Lines);
        Assert.Empty(overheard.Lines.SelectMany(Sentinel.In));
        await shop.Store.DisposeAsync();
        var after = Sentinel.InFiles(shop.DatabaseFiles);
        AssertGone(gone, after, "the database, closed");

        // Everybody else is there, wherever they were before.
        Assert.Equal(before.Where(found => !gone.Contains(found.Number)).Except(after), []);
        Assert.Equal(sentBefore.Where(found => !gone.Contains(found.Number)).Except(messages), []);
        var kept = Enumerable.Range(1, People).Where(number => !gone.Contains(number)).ToList();
        Assert.Equal(kept.SelectMany(number => "ngapt".Select(kind => (kind, number))).Except(exported), []);
        output.WriteLine($"{before.Count:N0} sentinels in the database before, {after.Count:N0} after; {sentBefore.Count:N0} in messages before, {messages.Count:N0} after; rows of the erased: {string.Join(", ", statesBefore.Select(state => $"{state.Value} {state.Key}"))}");
    }

    [Fact]
    public async Task Purge_that_a_cap_would_feel_is_refused_and_any_other_is_done()
    {
        using var overheard = new Overheard();
        await using var shop = await SentinelShop.OpenAsync(100, overheard);
        await shop.FillAsync();
        await shop.SendAsync();
        shop.Clock.Advance(Duration.FromDays(60));
        var (twoWeeks, month) = (RetentionPeriod.Of(Period.FromDays(14)), RetentionPeriod.Of(Period.FromMonths(1)));
        Assert.Contains("15 days", (await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.PurgeAsync(new RetentionSchedule { Touches = twoWeeks }))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => shop.Desk.PurgeAsync(new RetentionSchedule { OutboxRows = twoWeeks }));
        var report = await shop.Desk.PurgeAsync(new RetentionSchedule { Touches = month, OutboxRows = month, Decisions = month });
        Assert.True(report is { OutboxRows: > 0, Decisions: > 0 }, $"{report}");
        Assert.Equal(0, (await shop.Desk.PurgeAsync(new RetentionSchedule { Touches = month, OutboxRows = month, Decisions = month })).Total);
    }

    private static void AssertGone(HashSet<int> gone, HashSet<(char Kind, int Number)> found, string where) =>
        Assert.True(!found.Any(one => gone.Contains(one.Number)), $"In {where}: {string.Join(", ", found.Where(one => gone.Contains(one.Number)).Take(10))}");

    private static async Task<Dictionary<OutboxState, int>> StatesAsync(SentinelShop shop, HashSet<int> numbers)
    {
        var ids = numbers.Select(SentinelShop.Id).ToHashSet(StringComparer.Ordinal);
        return await shop.Store.ReadOutboxAsync().Where(row => ids.Contains(row.Intent.Key.Customer.Value)).GroupBy(row => row.State).ToDictionaryAsync(group => group.Key, group => group.Count());
    }
}
