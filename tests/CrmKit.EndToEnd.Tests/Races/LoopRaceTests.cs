using CrmKit.Desk;
using CrmKit.EndToEnd.Tests.Desk;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Races;

/// <summary>The whole loop twice, one after the other and at once.</summary>
public sealed class LoopRaceTests
{
    private const int People = 60;

    public static TheoryData<string> Stores => DeskShop.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Planning_twice_promises_once(string kind)
    {
        await using var shop = await OpenAsync(kind);
        var first = await shop.PlanAsync();
        Assert.Equal(40, first.Enqueued.Added);
        var second = await shop.PlanAsync();
        Assert.Equal(0, second.Enqueued.Added);
        Assert.Equal(40, await shop.Store.ReadOutboxAsync().CountAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Two_plannings_and_two_dispatchers_at_once_send_each_message_once(string kind)
    {
        await using var shop = await OpenAsync(kind);
        var (store, desk) = await SecondAsync(shop, kind);
        var book = await shop.Desk.AssessAsync();
        var plans = await Task.WhenAll(Task.Run(() => shop.Desk.PlanAsync(book)), Task.Run(() => desk.PlanAsync(book)));
        Assert.Equal(40, plans.Sum(plan => plan.Enqueued.Added));

        var sent = await Task.WhenAll(Task.Run(() => shop.Desk.SendAsync()), Task.Run(() => desk.SendAsync()));
        Assert.Equal((40, 40), (sent.Sum(report => report.Sent), sent.Sum(report => report.Total)));
        Assert.Equal(40, shop.Messages().Count);
        var touches = await shop.Store.ReadEventsAsync().Select(item => item.Event).OfType<Touch>().ToListAsync();
        Assert.Equal((40, 40), (touches.Count, touches.Select(touch => touch.Touched).Distinct().Count()));
        if (kind == "sqlite")
        {
            await store.DisposeAsync();
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Nobody_hears_twice_within_the_window_however_often_the_loop_runs(string kind)
    {
        await using var shop = await OpenAsync(kind);
        for (var day = 0; day < 12; day++)
        {
            var (store, desk) = await SecondAsync(shop, kind);
            var book = await shop.Desk.AssessAsync();
            await Task.WhenAll(Task.Run(() => shop.Desk.PlanAsync(book)), Task.Run(() => desk.PlanAsync(book)));
            await Task.WhenAll(Task.Run(() => shop.Desk.SendAsync()), Task.Run(() => desk.SendAsync()));
            if (kind == "sqlite")
            {
                await store.DisposeAsync();
            }

            shop.Clock.Advance(Duration.FromDays(1));
        }

        // All of them within the first two days, and none again within the cap's fortnight.
        var touches = await shop.Store.ReadEventsAsync().Select(item => item.Event).OfType<Touch>().ToListAsync();
        Assert.Equal((People, People), (touches.Count, touches.Select(touch => touch.Customer).Distinct().Count()));
    }

    /// <summary>Everybody is due, and agreed.</summary>
    private static async Task<DeskShop> OpenAsync(string kind)
    {
        var shop = await DeskShop.OpenAsync(kind);
        string[] people = [.. Enumerable.Range(0, People).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i:D2}"))];
        await shop.ImportAsync(
            [.. people.SelectMany((id, i) => new[] { $"{id},2025-01-{1 + (i % 20):D2},{5 + i}", $"{id},2025-02-{1 + (i % 20):D2},{7 + i}" })],
            [.. people.Select(id => $"{id},{id},{id}@example.com,,opt-in,,2025-01-01")]);
        return shop;
    }

    private static async Task<(ICrmStore Store, CrmDesk Desk)> SecondAsync(DeskShop shop, string kind)
    {
        var store = kind == "sqlite" ? await DeskShop.SqliteAsync(shop.Folder, shop.Clock) : shop.Store;
        return (store, new CrmDesk(store, DeskShop.OptionsIn(shop.Folder)));
    }
}
