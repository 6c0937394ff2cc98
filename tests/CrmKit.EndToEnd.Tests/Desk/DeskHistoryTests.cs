using CrmKit.Desk;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>The past as it was known then.</summary>
public sealed class DeskHistoryTests
{
    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Report_for_a_past_instant_is_the_one_made_then(string kind)
    {
        await using var shop = await ShopAsync(kind);
        var then = shop.Clock.GetCurrentInstant();
        var made = await ReportAsync(shop, then);

        // All that can happen afterwards: late arrivals, corrections, changed names, merges.
        shop.Clock.Advance(Duration.FromDays(3));
        await shop.Store.CommitAsync(new ChangeSet
        {
            Customers = [new Customer { Id = "c1", Name = "Renamed" }],
            Events = [Purchase.OnDay(new EventKey("late"), "c2", new LocalDate(2025, 2, 1), new Money(500m, Currency.Eur), DeskShop.Zone)],
            Corrections = [Purchase.OnDay(new EventKey("p-c3-1"), "c3", new LocalDate(2025, 1, 3), new Money(1m, Currency.Eur), DeskShop.Zone)],
            Retractions = [new EventKey("p-c4-1")],
        });
        await shop.Store.MergeAsync("c5", "c6");

        Assert.Equal(made, await ReportAsync(shop, then));
        Assert.NotEqual(made, await ReportAsync(shop, shop.Clock.GetCurrentInstant()));
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Report_of_the_past_shows_how_many_were_forgotten_since(string kind)
    {
        await using var shop = await ShopAsync(kind);
        var then = shop.Clock.GetCurrentInstant();
        Assert.Contains("who are missing here: 0.", await ReportAsync(shop, then), StringComparison.Ordinal);
        shop.Clock.Advance(Duration.FromDays(1));
        Assert.True(await shop.Store.EraseAsync("c7"));
        var book = await shop.Desk.AssessAsync(then);
        Assert.Equal(1, book.ErasedSince);
        Assert.Null(book.Find("c7"));
        Assert.Contains("who are missing here: 1.", await ReportAsync(shop, then), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Future_is_not_known()
    {
        await using var shop = await ShopAsync("memory");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shop.Desk.AssessAsync(shop.Clock.GetCurrentInstant() + Duration.FromSeconds(1)));
    }

    [Theory, MemberData(nameof(DeskShop.Stores), MemberType = typeof(DeskShop))]
    public async Task Returns_lower_what_a_customer_is_worth(string kind)
    {
        await using var shop = await ShopAsync(kind);
        var before = (await shop.Desk.AssessAsync()).Summaries.Single(summary => summary.Customer == "c6");
        await shop.Store.CommitAsync(new ChangeSet
        {
            Events = [PurchaseReturn.OnDay(new EventKey("back"), "c6", new LocalDate(2025, 5, 20), new Money(5m, Currency.Eur), DeskShop.Zone, new EventKey("p-c6-1"))],
        });
        var after = (await shop.Desk.AssessAsync()).Summaries.Single(summary => summary.Customer == "c6");
        Assert.Equal(before.RepeatSpend - new Money(5m, Currency.Eur), after.RepeatSpend);
    }

    private static async Task<DeskShop> ShopAsync(string kind)
    {
        var shop = await DeskShop.OpenAsync(kind);
        var people = Enumerable.Range(1, 40).Select(i => $"c{i}").ToList();
        await shop.Store.CommitAsync(new ChangeSet
        {
            Customers = [.. people.Select(id => new Customer { Id = id, Name = "Customer " + id })],
            Events =
            [
                .. people.SelectMany((id, i) => Enumerable.Range(0, 1 + (i % 6)).Select(k => (TimelineEvent)Purchase.OnDay(
                    new EventKey($"p-{id}-{k}"), id, new LocalDate(2025, 1, 1 + (i % 20)).PlusDays(k * (11 + (i % 7))), new Money(10 + (i % 5) + k, Currency.Eur), DeskShop.Zone))),
            ],
        });
        return shop;
    }

    private static async Task<string> ReportAsync(DeskShop shop, Instant knownAt)
    {
        await shop.Desk.WriteReportAsync(new ReportRequest { Path = shop.Folder["report.html"] }, await shop.Desk.AssessAsync(knownAt));
        return await File.ReadAllTextAsync(shop.Folder["report.html"]);
    }
}
