using CrmKit.Desk;
using CrmKit.Scheduling;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>Shops with next to nothing in them, and desks that were told something impossible.</summary>
public sealed class DeskEdgeTests
{
    public static TheoryData<string> Stores => DeskShop.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Empty_store_answers_everything(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        var book = await shop.Desk.AssessAsync();
        Assert.Null(book.PurchaseFit);
        Assert.Null(book.SpendFit);
        Assert.Empty(book.MostValuable(10));
        Assert.Empty(book.SlippingAway(10));
        Assert.Null(book.Find("nobody"));
        Assert.Empty((await shop.PlanAsync()).Plan.Decisions);
        Assert.Equal(0, (await shop.Desk.SendAsync()).Total);
        Assert.Empty(await shop.Desk.TodaysContactsAsync());
        Assert.Empty((await shop.Desk.WhyAsync("nobody")).Decisions);
        Assert.DoesNotContain("NaN", await shop.ReportAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ann,2025-05-20,20")]
    [InlineData("ann,2025-05-20,0", "ann,2025-05-21,0")]
    [InlineData("ann,2025-05-20,20", "ann,2025-05-20,20")]
    [InlineData("ann,2025-06-01,20")]
    [InlineData("ann,2025-06-02,20")]
    [InlineData("ann,2025-01-01,20", "ann,2025-02-01,20", "ann,2025-03-01,20")]
    public async Task One_customer_is_enough_to_answer(params string[] purchases)
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await shop.ImportAsync(purchases, ["ann,Ann,ann@example.com,,opt-in,,2025-01-01"]);
        var book = await shop.Desk.AssessAsync();
        foreach (var outlook in book.Outlooks)
        {
            Assert.True(outlook.Value is null or { ProbabilityAlive: >= 0 and <= 1, ExpectedPurchases: >= 0 and < double.PositiveInfinity });
            Assert.Equal(1 - outlook.Value?.ProbabilityAlive, outlook.Attrition?.ProbabilityLeft);
            Assert.False(outlook.Attrition?.LeftByWindow ?? false);
        }

        shop.Clock.Advance(Duration.FromDays(120));
        Assert.Single((await shop.PlanAsync()).Plan.Touches);
        Assert.Equal(1, (await shop.Desk.SendAsync()).Sent);
        Assert.DoesNotContain("NaN", await shop.ReportAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Customers_without_purchases_have_their_birthdays(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(null, ["ann,Ann,ann@example.com,--06-02,,opt-in,2025-01-01", "bob,Bob,bob@example.com,--06-03,,opt-in,2025-01-01"]);
        var touch = Assert.Single((await shop.PlanAsync()).Plan.Touches);
        Assert.Equal(("ann", ReasonCodes.Birthday), (touch.Intent.Key.Customer.Value, touch.Reason.Code));
        Assert.Equal(1, (await shop.Desk.SendAsync()).Sent);
        Assert.Contains("Ann", await shop.ReportAsync() + await File.ReadAllTextAsync(shop.Messages().Single()), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Purchasers_without_a_record_are_assessed_and_never_contacted(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(["ghost,2025-01-01,20", "ghost,2025-02-01,30", "other,2025-01-05,20"], null);
        var book = await shop.Desk.AssessAsync();
        Assert.Equal(["ghost", "other"], book.Outlooks.Select(outlook => outlook.Customer.Value));

        // Two customers say little: they are valued by what is usual for any shop, and it says so.
        Assert.Equal((true, EstimateStatus.Prior), (book.IsValued, book.Status));
        Assert.All(book.Outlooks, outlook => Assert.InRange(outlook.Value!.ExpectedValue.Amount, 0.01m, 1000));
        Assert.Empty((await shop.PlanAsync()).Plan.Decisions);
        Assert.Contains("usual for any shop", await shop.ReportAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_beliefs_a_handful_is_not_valued_and_it_says_why()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await shop.ImportAsync(["ghost,2025-01-01,20", "ghost,2025-02-01,30", "other,2025-01-05,20"], null);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Beliefs = null });
        var book = await desk.AssessAsync();
        Assert.False(book.IsValued);
        Assert.All(book.Outlooks, outlook => Assert.Null(outlook.Value));
        Assert.Contains("too few repeat purchases", book.WhyNotValued!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_currency_than_the_business_s_is_told_with_both()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await shop.ImportAsync(["ann,2025-05-20,20"], null);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Currency = Currency.Usd });
        var error = await Assert.ThrowsAsync<CurrencyMismatchException>(() => desk.AssessAsync());
        Assert.Contains("EUR", error.Message, StringComparison.Ordinal);
        Assert.Contains("USD", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_option_names_itself()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        var good = DeskShop.OptionsIn(shop.Folder);
        (string Name, CrmDeskOptions Options)[] wrong =
        [
            ("BusinessName", good with { BusinessName = " " }),
            ("BusinessZone", good with { BusinessZone = null! }),
            ("From", good with { From = "shop" }),
            ("HorizonDays", good with { HorizonDays = 0 }),
            ("SlippingBelow", good with { SlippingBelow = 0 }),
            ("SlippingBelow", good with { SlippingBelow = double.NaN }),
            ("WindowDays", good with { Attrition = good.Attrition with { WindowDays = 0 } }),
            ("OutboxFolder", good with { OutboxFolder = " " }),
            ("PolicyVersion", good with { PolicyVersion = "" }),
            ("Gates", good with { Gates = null! }),
            ("Cadence", good with { Cadence = null! }),
            ("Birthdays", good with { Birthdays = null! }),
            ("Senders", good with { Senders = default }),
            ("MoreSources", good with { MoreSources = default }),
            ("interval", good with { Cadence = good.Cadence with { IntervalDays = 0 } }),
            ("late", good with { Birthdays = good.Birthdays with { LateDays = 31 } }),
        ];
        foreach (var (name, options) in wrong)
        {
            var error = Assert.ThrowsAny<ArgumentException>(() => new CrmDesk(shop.Store, options));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Limit_of_no_contacts_still_lets_birthdays_go()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        await shop.ImportAsync(["bob,2025-01-01,20"], ["ann,Ann,ann@example.com,--06-02,,opt-in,2025-01-01", "bob,Bob,bob@example.com,,opt-in,,2025-01-01"]);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { DayLimit = DayLimit.AtMost(0) });
        var planned = await desk.PlanAsync(await desk.AssessAsync());
        Assert.Equal("ann", Assert.Single(planned.Plan.Touches).Intent.Key.Customer.Value);
        Assert.Equal(ReasonCodes.DayFull, planned.Plan.Decisions.Single(decision => decision.Outcome == PlanOutcome.Deferred).DecidedBecause.Code);
    }
}
