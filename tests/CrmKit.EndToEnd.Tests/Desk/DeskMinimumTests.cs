using CrmKit.Cadence;
using CrmKit.Desk;
using CrmKit.Scheduling;

namespace CrmKit.EndToEnd.Tests.Desk;

/// <summary>At least as well as at most: a minimum of caring contact, planned with caps, birthdays and a blackout, or told to be impossible.</summary>
public sealed class DeskMinimumTests
{
    private const int Window = 60;
    private const int Year = 365;

    private static readonly LocalDate Start = new(2025, 6, 2);

    // Ann has her birthday in the year and agrees to everything; bob and fay agree to greetings alone, cid to marketing alone, and dee cannot be written to. Fay never bought.
    private static readonly string[] Customers =
    [
        "ann,Ann,ann@example.com,--09-01,opt-in,opt-in,2025-01-01", "bob,Bob,bob@example.com,,,opt-in,2025-01-01", "cid,Cid,cid@example.com,,opt-in,,2025-01-01",
        "dee,Dee,,,,,", "fay,Fay,fay@example.com,,,opt-in,2025-01-01",
    ];

    private static readonly string[] Purchases = ["ann,2025-01-10,30", "ann,2025-02-01,25", "bob,2025-05-20,20", "cid,2025-01-15,10", "dee,2025-01-15,10"];

    public static TheoryData<string> Stores => DeskShop.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Minimum_is_met_in_every_window_of_a_year_with_caps_a_birthday_and_a_blackout(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(Purchases, Customers);
        var fair = new Blackout("fair", new LocalDate(2025, 9, 10), new LocalDate(2025, 9, 20));
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with
        {
            Minimum = MinimumContact.AtLeast(1, Window),
            Gates = new GateOptions { Blackouts = [fair] },
            Cadence = new IntervalCadenceOptions { IntervalDays = 20 },
        });
        for (var day = 0; day < Year; day++)
        {
            var planned = await PlanAsync(desk);
            Assert.Equal(["cid: minimum, consent", "dee: minimum, contact-point"], planned.Infeasible.Select(Told));
            await desk.SendAsync();
            shop.Clock.Advance(Duration.FromDays(1));
        }

        var touches = (await TouchesAsync(shop)).ToLookup(touch => touch.Customer.Value);
        Assert.DoesNotContain(touches["cid"], IsCaring);
        Assert.Empty(touches["dee"]);
        foreach (var (customer, since) in new[] { ("ann", new LocalDate(2025, 1, 10)), ("bob", new LocalDate(2025, 5, 20)), ("fay", Start) })
        {
            var caring = touches[customer].Where(IsCaring).Select(DayOf).ToList();
            AssertHeld(caring, 1, LocalDate.Max(since, Start.PlusDays(1 - Window)), Start.PlusDays(Year));
        }

        // No sooner than it must be: on the last day of the window, and before the fair where the fair holds that day.
        Assert.Equal(
            [new(2025, 7, 18), new(2025, 9, 9), new(2025, 11, 8), new(2026, 1, 7), new(2026, 3, 8), new(2026, 5, 7)],
            touches["bob"].Select(DayOf));

        // Late on the first day, the birthday counts, and its minimum begins there.
        Assert.Equal(
            [(Start, "minimum.owed"), (new(2025, 8, 1), "minimum.owed"), (new(2025, 9, 1), "occasion.birthday"), (new(2025, 10, 31), "minimum.owed"), (new(2025, 12, 30), "minimum.owed"), (new(2026, 2, 28), "minimum.owed"), (new(2026, 4, 29), "minimum.owed")],
            touches["ann"].Where(IsCaring).Select(touch => (DayOf(touch), touch.Touched.Reason)));

        // Promotion goes on, and finds no contact in the fourteen days that the cap asks about.
        var offers = touches["ann"].Where(touch => !IsCaring(touch)).ToList();
        Assert.InRange(offers.Count, 8, 18);
        Assert.All(offers, offer => Assert.DoesNotContain(touches["ann"], other => other.OccurredAt < offer.OccurredAt && DayOf(other) > DayOf(offer).PlusDays(-14)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Minimum_of_two_is_met_by_plans_of_a_week(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(["ann,2025-05-20,30"], [Customers[0]]);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Minimum = MinimumContact.AtLeast(2, Window), PlanningDays = 7, Cadence = new IntervalCadenceOptions { IntervalDays = 30 } });
        for (var day = 0; day < 150; day++)
        {
            Assert.Empty((await PlanAsync(desk)).Infeasible);
            await desk.SendAsync();
            shop.Clock.Advance(Duration.FromDays(1));
        }

        // Seven days early at most, each: 150 days hold few more than the two in any sixty.
        var caring = (await TouchesAsync(shop)).Where(IsCaring).Select(DayOf).ToList();
        AssertHeld(caring, 2, new LocalDate(2025, 5, 20), Start.PlusDays(150));
        Assert.InRange(caring.Count, 4, 7);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Contact_that_obeys_the_cap_goes_before_an_offer_could_fill_it_or_is_told_to_conflict(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(["ann,2025-05-20,30"], [Customers[0].Replace("--09-01", string.Empty, StringComparison.Ordinal)]);
        var options = DeskShop.OptionsIn(shop.Folder) with
        {
            Minimum = MinimumContact.AtLeast(1, 30),
            Caring = new CaringContactOptions { Class = TouchClass.Promotional, Kind = TouchKind.Value, Purpose = Purpose.Marketing },
            Cadence = new IntervalCadenceOptions { IntervalDays = 1 },
        };
        var desk = new CrmDesk(shop.Store, options);
        for (var day = 0; day < 120; day++)
        {
            Assert.Empty((await PlanAsync(desk)).Infeasible);
            await desk.SendAsync();
            shop.Clock.Advance(Duration.FromDays(1));
        }

        var days = (await TouchesAsync(shop)).Where(IsCaring).Select(DayOf).ToList();
        Assert.InRange(days.Count, 4, 8);
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.InRange(Period.DaysBetween(pair.First, pair.Second), 14, 30));

        // One contact in fourteen days leaves no room for one in seven.
        var narrow = new CrmDesk(shop.Store, options with { Minimum = MinimumContact.AtLeast(1, 7) });
        Assert.Equal("ann: minimum, cap", Told(Assert.Single((await PlanAsync(narrow)).Infeasible)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Late_ones_go_as_the_days_limit_allows_the_longest_overdue_first(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(
            ["a,2025-02-03,10", "b,2025-02-01,10", "c,2025-02-02,10"],
            [.. new[] { "a", "b", "c" }.Select(id => $"{id},Name,{id}@example.com,,,opt-in,2025-01-01")]);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Minimum = MinimumContact.AtLeast(1, Window), DayLimit = DayLimit.AtMost(1) });
        foreach (var (customer, waiting) in new[] { ("b", 2), ("c", 1), ("a", 0) })
        {
            var planned = await PlanAsync(desk);
            Assert.Equal((customer, waiting), (Assert.Single(planned.Plan.Touches).Intent.Key.Customer.Value, planned.OwedWaiting));

            // Planning again promises nobody else and nothing twice.
            Assert.Equal((0, waiting), ((await PlanAsync(desk)).Enqueued.Added, waiting));
            Assert.Equal(1, (await desk.SendAsync()).Sent);
            shop.Clock.Advance(Duration.FromDays(1));
        }

        Assert.Empty((await PlanAsync(desk)).Plan.Decisions);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Birthday_on_the_last_day_is_the_contact_and_a_missed_day_is_made_up_for(string kind)
    {
        await using var shop = await DeskShop.OpenAsync(kind);
        await shop.ImportAsync(["ann,2025-04-04,30"], [Customers[0].Replace("--09-01", "--06-02", StringComparison.Ordinal)]);
        var desk = new CrmDesk(shop.Store, DeskShop.OptionsIn(shop.Folder) with { Minimum = MinimumContact.AtLeast(1, Window), Cadence = new IntervalCadenceOptions { IntervalDays = 3660 } });
        Assert.Equal(ReasonCodes.Birthday, Assert.Single((await PlanAsync(desk)).Plan.Touches).Intent.Key.Reason);
        await desk.SendAsync();

        // The last day is the 1st of August. Nobody plans until the 4th.
        shop.Clock.Advance(Duration.FromDays(63));
        var late = Assert.Single((await PlanAsync(desk)).Plan.Touches);
        Assert.Equal((ReasonCodes.MinimumOwed, "2025-08-02"), (late.Intent.Key.Reason, late.Intent.Key.Occurrence));
        Assert.Equal(1, (await desk.SendAsync()).Sent);
        Assert.Equal(TouchStanding.Sent, (await desk.WhyAsync("ann", late.Intent.Key)).Standing);
    }

    [Fact]
    public async Task Contact_that_is_no_care_and_days_outside_their_range_are_refused()
    {
        await using var shop = await DeskShop.OpenAsync("memory");
        var options = DeskShop.OptionsIn(shop.Folder);
        foreach (var caring in new CaringContactOptions[] { new() { Channels = [] }, new() { Kind = TouchKind.Pitch }, new() { Class = TouchClass.Legal }, new() { LookAheadDays = 0 } })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new CrmDesk(shop.Store, options with { Caring = caring }));
        }
    }

    private static void AssertHeld(List<LocalDate> caring, int count, LocalDate since, LocalDate until)
    {
        for (var first = since; first.PlusDays(Window - 1) < until; first = first.PlusDays(1))
        {
            var held = caring.Count(day => day >= first && day < first.PlusDays(Window));
            Assert.True(held >= count, $"{held} in the window that begins on {first}");
        }
    }

    private static async Task<PlanResult> PlanAsync(CrmDesk desk) => await desk.PlanAsync(await desk.AssessAsync());

    private static string Told(InfeasibleMinimum infeasible) => $"{infeasible.Customer}: {string.Join(", ", infeasible.Conflicts.Select(conflict => conflict.Rule))}";

    private static async Task<List<Touch>> TouchesAsync(DeskShop shop) =>
        [.. (await shop.Store.ReadEventsAsync().ToListAsync()).Select(recorded => recorded.Event).OfType<Touch>().OrderBy(touch => touch.OccurredAt)];

    private static bool IsCaring(Touch touch) => TouchClassRules.IsCaring(touch.Class, touch.Kind);

    private static LocalDate DayOf(Touch touch) => touch.OccurredAt.InZone(DeskShop.Zone).Date;
}
