using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class KeepInTouchTests
{
    private static readonly LocalDate Day = new(2025, 1, 5);
    private static readonly Instant Start = Happenings.Start;
    private static readonly WarmthPolicy Policy = new(new WarmthOptions());

    // Ten simulated years of a person who answers sometimes and a business that is down sometimes.
    [Fact]
    public void Every_due_contact_leaves_once_and_the_next_is_due_after_it_whatever_is_down() => Law.Holds(
        from answers in Gen.Choose(0, 9).ListOf(60)
        from down in Gen.Choose(0, 40).ListOf(60)
        from tier in Gen.Elements(WarmthTier.Usual.AsEnumerable())
        select (answers, down, tier),
        given =>
        {
            var source = Source(given.tier);
            var events = new List<TimelineEvent> { Happenings.Replied(Start) };
            var snapshot = Snapshot(events);
            var done = new HashSet<TouchKey>();
            var (step, last) = (0, Day);
            for (var day = Day; day < Day.PlusYears(10); day = day.PlusDays(1))
            {
                foreach (var candidate in source.Propose(snapshot, day).ToList())
                {
                    // Safety: in its window, once, after the last, and not before an answer was awaited or the least stable warmth has cooled.
                    Assert.Contains(day, candidate.Window);
                    Assert.True(done.Add(candidate.Key), "a key was proposed again after it had left");
                    var least = Policy.Decide(given.tier, snapshot.History, day).Unanswered > 0 ? 15 : Warmth.WholeDaysUntil(given.tier.Target, 3);
                    Assert.True(Period.DaysBetween(last, day) >= least);
                    events.Add(Happenings.Sent(Noon(day), 2000 + events.Count));
                    if (given.answers[step % 60] is > 6 and var answer)
                    {
                        events.Add(Happenings.Replied(Noon(day.PlusDays(answer - 7)), 2000 + events.Count));
                    }

                    snapshot = Snapshot(events);
                    last = day;
                    if (given.down[step++ % 60] is > 30 and var weeks)
                    {
                        day = day.PlusDays(7 * weeks);
                    }
                }

                // Liveness: what was due has left, and what comes next is due after it and not for ever ahead.
                var next = Policy.Decide(given.tier, snapshot.History, day);
                Assert.True(next.Due > last);
                Assert.InRange(Period.DaysBetween(last, next.Due!.Value), 1, 2 + Warmth.WholeDaysUntil(given.tier.Target, 365));
                Assert.True(!next.IsDue || day > last);
            }

            Assert.InRange(done.Count, 3, 250);
        }, tests: 20);

    [Fact]
    public void Windows_are_total_and_disjoint_and_the_key_is_stable_inside() => Law.Holds(
        from window in Gen.Choose(1, 30)
        from tier in Gen.Elements(WarmthTier.Usual.AsEnumerable())
        select (window, tier),
        given =>
        {
            var source = new KeepInTouch(Policy, new KeepInTouchOptions { TierOf = _ => given.tier, WindowDays = given.window });
            var events = new List<TimelineEvent> { Happenings.Replied(Start) };
            var due = Policy.Decide(given.tier, Happenings.History(events), Day).Due!.Value;
            var byKey = new Dictionary<TouchKey, DateInterval>();
            for (var day = due.PlusDays(-3); day < due.PlusDays(3 * given.window); day = day.PlusDays(1))
            {
                var candidates = source.Propose(Snapshot(events), day).ToList();
                Assert.Equal(day >= due ? 1 : 0, candidates.Count);
                foreach (var candidate in candidates)
                {
                    Assert.Contains(day, candidate.Window);
                    Assert.Equal(candidate.Window, byKey.GetValueOrDefault(candidate.Key, candidate.Window));
                    byKey[candidate.Key] = candidate.Window;
                }
            }

            var windows = byKey.Values.OrderBy(item => item.Start).ToList();
            Assert.Equal(3, windows.Count);
            Assert.Equal(windows[0].End.PlusDays(1), windows[1].Start);
            Assert.All(windows, item => Assert.Equal(given.window, item.Length));
        }, tests: 50);

    [Fact]
    public void Candidate_carries_its_facts()
    {
        var candidate = Assert.Single(Source(WarmthTier.Usual[0]).Propose(Snapshot([Happenings.Replied(Start)]), Day.PlusDays(50)));
        Assert.Equal("7/cadence.keep-in-touch/2025-01-05T09:00:00Z/0/1", candidate.Key.ToString());
        Assert.Equal((TouchClass.Relationship, TouchKind.Care, Purpose.Greetings, false), (candidate.Class, candidate.Kind!.Value, candidate.Purpose, candidate.IsCommitment));
        Assert.Equal(new DateInterval(new LocalDate(2025, 2, 21), new LocalDate(2025, 2, 27)), candidate.Window);
        Assert.Equal(TouchMoot.OnPurchaseAfter(Day), candidate.Moot);
    }

    [Fact]
    public void A_person_who_moves_to_another_zone_keeps_the_key()
    {
        TimelineEvent[] events = [Happenings.Replied(Start)];
        var keys = Generated.SampleZones.SelectMany(zone => Source(WarmthTier.Usual[0]).Propose(Snapshot(events, zone), Day.PlusDays(44)).Select(item => item.Key)).ToList();
        Assert.Equal(Generated.SampleZones.Count, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public void Who_has_bought_or_has_no_tier_is_left_to_others()
    {
        var today = Day.PlusDays(400);
        var bought = Purchase.OnDay(Happenings.Key(5), "7", Day, new Money(1, Currency.Eur), Known.Berlin);
        Assert.Empty(Source(WarmthTier.Usual[0]).Propose(Snapshot([bought]), today));
        Assert.Empty(Source(null).Propose(Snapshot([Happenings.Replied(Start)]), today));
        Assert.Empty(Source(WarmthTier.Usual[0]).Propose(Snapshot([]), today));
        var all = new KeepInTouch(Policy, new KeepInTouchOptions { TierOf = _ => WarmthTier.Usual[0], WithPurchases = true });
        Assert.Single(all.Propose(Snapshot([bought]), today));
    }

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        var options = new KeepInTouchOptions { TierOf = _ => null };
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeepInTouch(Policy, options with { WindowDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeepInTouch(Policy, options with { Channels = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeepInTouch(Policy, options with { Class = TouchClass.Legal }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeepInTouch(Policy, options with { Kind = default }));
        Assert.Throws<ArgumentNullException>(() => new KeepInTouch(Policy, options with { TierOf = null! }));
    }

    private static KeepInTouch Source(WarmthTier? tier) => new(Policy, new KeepInTouchOptions { TierOf = _ => tier });

    private static Instant Noon(LocalDate day) => day.At(new LocalTime(12, 0)).InZoneStrictly(Known.Berlin).ToInstant();

    private static CustomerSnapshot Snapshot(IEnumerable<TimelineEvent> events, DateTimeZone? zone = null) =>
        new(new Customer { Id = "7" }, new CustomerOutlook("7", Day), LastPurchase: null, LastContact: null) { History = Happenings.History(events, zone) };
}
