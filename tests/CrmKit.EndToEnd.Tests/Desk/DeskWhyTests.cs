using CrmKit.Desk;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>Why, for sent, planned, deferred, refused and withdrawn contacts alike, from what was stored.</summary>
public sealed class DeskWhyTests
{
    public static TheoryData<string> Stores => DeskShop.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Sent_contact_tells_the_rules_and_facts_of_its_planning_after_the_rules_have_changed(string kind)
    {
        await using var shop = await OpenAsync(kind);
        var touch = Assert.Single((await shop.PlanAsync()).Plan.Touches).Intent.Key;
        var planned = await shop.Desk.WhyAsync("ann", touch);
        Assert.Equal((TouchStanding.Planned, ReasonCodes.GatesOpen), (planned.Standing, planned.Because?.Code));
        Assert.Equal(1, (await shop.Desk.SendAsync()).Sent);

        // Another desk, with other caps, tells the same past.
        var later = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Gates = new GateOptions { Cap = TouchCap.AtMost(9, 9) }, PolicyVersion = "2" });
        var why = await later.WhyAsync("ann", touch);
        Assert.Equal((TouchStanding.Sent, (Instant?)shop.Clock.Now), (why.Standing, why.LeftAt));
        var decision = Assert.Single(why.Decisions).Last;
        Assert.Equal(("1", "all: 1 in 14 days", "20:00-08:00"), (decision.PolicyVersion, decision.InForce?["cap"], decision.InForce?["quiet-hours"]));
        Assert.Equal(("2025-02-01", "OptIn", "customers.csv", "0"), (decision.ReliedOn?["last-purchase"], decision.ReliedOn?["consent"], decision.ReliedOn?["source"], decision.ReliedOn?["contacts"]));
        Assert.NotEmpty(decision.ZoneDataVersion);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Refusal_that_every_planning_repeats_is_told_once(string kind)
    {
        await using var shop = await OpenAsync(kind, consent: "opt-out");
        for (var day = 0; day < 3; day++)
        {
            Assert.Empty((await shop.PlanAsync()).Plan.Touches);
            shop.Clock.Advance(Duration.FromDays(1));
        }

        var all = await shop.Desk.WhyAsync("ann");
        Assert.Equal(3, all.Decisions.Length);
        var span = Assert.Single(all.Spans);
        Assert.Equal((3, Duration.FromDays(2)), (span.Times, span.Until - span.From));
        var one = await shop.Desk.WhyAsync("ann", span.Last.Key);
        Assert.Equal((TouchStanding.Refused, ReasonCodes.ConsentRefused), (one.Standing, one.Because?.Code));
        Assert.Equal((TouchStanding.NeverProposed, null), ((await shop.Desk.WhyAsync("ann", new TouchKey("ann", "test", "1"))).Standing, one.Row));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Purchase_between_planning_and_sending_withdraws_the_contact_and_says_so(string kind)
    {
        await using var shop = await OpenAsync(kind);
        var touch = Assert.Single((await shop.PlanAsync()).Plan.Touches).Intent.Key;
        await shop.ImportAsync(["ann,2025-06-02,20"], null);
        Assert.Equal(1, (await shop.Desk.SendAsync()).Refused);
        Assert.Empty(shop.Messages());
        var why = await shop.Desk.WhyAsync("ann", touch);
        Assert.Equal((TouchStanding.Stopped, "gate.moot(purchase=2025-06-02, after=2025-02-01)"), (why.Standing, why.Because?.ToString()));
    }

    // What came back was no purchase: the person is told that it has been a while, though a later purchase stands on the timeline.
    [Theory, MemberData(nameof(Stores))]
    public async Task Purchase_that_came_back_before_the_planning_withdraws_nothing(string kind)
    {
        await using var shop = await OpenAsync(kind);
        await shop.Store.CommitAsync(new ChangeSet
        {
            Events =
            [
                Purchase.OnDay(new EventKey("late"), "ann", new LocalDate(2025, 5, 30), new Money(20m, Currency.Eur), DeskShop.Zone),
                PurchaseReturn.OnDay(new EventKey("back"), "ann", new LocalDate(2025, 5, 31), new Money(20m, Currency.Eur), DeskShop.Zone, new EventKey("late")),
            ],
        });
        Assert.Single((await shop.PlanAsync()).Plan.Touches);
        Assert.Equal(1, (await shop.Desk.SendAsync()).Sent);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Complaint_between_planning_and_sending_holds_the_contact_until_it_is_settled(string kind)
    {
        await using var shop = await OpenAsync(kind);
        var touch = Assert.Single((await shop.PlanAsync()).Plan.Touches).Intent.Key;
        await shop.Store.CommitAsync(new ChangeSet { Events = [new Complaint(new EventKey("ticket"), "ann", shop.Clock.Now)] });
        Assert.Equal(1, (await shop.Desk.SendAsync()).Held);
        var held = await shop.Desk.WhyAsync("ann", touch);
        Assert.Equal((TouchStanding.Held, ReasonCodes.ComplaintOpen), (held.Standing, held.Because?.Code));

        shop.Clock.Advance(Duration.FromDays(1));
        Assert.Empty((await shop.PlanAsync()).Plan.Touches);
        var refused = await shop.Desk.WhyAsync("ann", touch);
        Assert.Equal((TouchStanding.Refused, "conflict"), (refused.Standing, refused.Decisions[^1].Last.Rule));

        await shop.Store.CommitAsync(new ChangeSet { Events = [new ComplaintResolved(new EventKey("settled"), "ann", shop.Clock.Now, new EventKey("ticket"))] });
        Assert.Equal(touch, Assert.Single((await shop.PlanAsync()).Plan.Touches).Intent.Key);
        Assert.Equal(1, (await shop.Desk.SendAsync()).Sent);
        Assert.Equal(TouchStanding.Sent, (await shop.Desk.WhyAsync("ann", touch)).Standing);
    }

    private static async Task<DeskShop> OpenAsync(string kind, string consent = "opt-in")
    {
        var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(["ann,2025-01-10,30", "ann,2025-02-01,25"], [$"ann,Ann,ann@example.com,,{consent},,2025-01-01"]);
        return shop;
    }
}
