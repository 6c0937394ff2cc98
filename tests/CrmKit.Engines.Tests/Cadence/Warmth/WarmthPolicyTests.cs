using CrmKit.Cadence;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class WarmthPolicyTests
{
    private static readonly WarmthTier Tier = new("close", 0.7, 9);
    private static readonly WarmthOptions Options = new();
    private static readonly WarmthPolicy Policy = new(Options);
    private static readonly LocalDate Day = new(2025, 1, 5);
    private static readonly Instant Start = Happenings.Start;

    [Fact]
    public void Decision_is_what_a_walk_from_day_to_day_finds() => Law.Holds(Cases, given =>
    {
        var history = Happenings.History(given.Events);
        var decision = Policy.Decide(given.Tier, history, given.Today);
        var walk = Walk(given.Tier, history, given.Today);
        Assert.Equal(walk.Stability, decision.StabilityDays);
        Assert.Equal(walk.Since, decision.Since);
        Assert.Equal(walk.Unanswered, decision.Unanswered);
        if (decision.Unanswered == 0 && decision.Since is { } since)
        {
            // Nobody is waited for: due on the first day on which the warmth has reached the target.
            Assert.Equal(decision.Value <= given.Tier.Target, decision.IsDue);
            Assert.Equal(Warmth.At(Period.DaysBetween(since, given.Today), walk.Stability), decision.Value);
        }
    }, tests: 500);

    [Fact]
    public void Any_order_and_any_event_twice_decide_alike() => Law.Holds(
        from given in Cases
        from shuffled in Gen.Shuffle(given.Events.Concat(given.Events.Take(4)).ToArray())
        select (given, shuffled),
        pair => Assert.Equal(
            Policy.Decide(pair.given.Tier, Happenings.History(pair.given.Events), pair.given.Today),
            Policy.Decide(pair.given.Tier, Happenings.History(pair.shuffled), pair.given.Today)));

    [Fact]
    public void What_lies_after_the_day_changes_nothing() => Law.Holds(Cases, given =>
    {
        var history = Happenings.History(given.Events);
        var past = Happenings.History(given.Events.Where(item => history.DayOf(item) <= given.Today));
        Assert.Equal(Policy.Decide(given.Tier, past, given.Today), Policy.Decide(given.Tier, history, given.Today));
    });

    [Fact]
    public void The_due_day_stays_where_it_is_until_something_happens() => Law.Holds(Cases, given =>
    {
        var history = Happenings.History(given.Events);
        var last = given.Events.Select(history.DayOf).DefaultIfEmpty(Day).Max();
        var due = Policy.Decide(given.Tier, history, last).Due;
        for (var day = last; day < last.PlusDays(400); day = day.PlusDays(20))
        {
            var decision = Policy.Decide(given.Tier, history, day);
            Assert.Equal(due, decision.Due);
            Assert.Equal(due <= day, decision.IsDue);
        }
    }, tests: 100);

    [Fact]
    public void Columns_are_due_when_people_are() => Law.Holds(Cases.ListOf(), cases =>
    {
        var standings = cases.Select(given => Policy.StandingOf(Tier, Happenings.History(given.Events), given.Today)).ToArray();
        var due = new int[standings.Length];
        Policy.DueDays(Tier, standings, due);
        Assert.Equal(
            cases.Select(given => Policy.Decide(Tier, Happenings.History(given.Events), given.Today).Due),
            due.Select(day => day == WarmthPolicy.Never ? (LocalDate?)null : DayNumber.ToDate(day)));
        Assert.Throws<ArgumentException>(() => Policy.DueDays(Tier, standings, new int[standings.Length + 1]));
    }, tests: 30);

    [Fact]
    public void Any_sign_of_the_person_makes_it_warm_again() => Law.Holds(
        from given in Cases
        from sign in Gen.Elements<TimelineEvent>(
            Happenings.Replied(Start),
            new Complaint(Happenings.Key(1000), "7", Start),
            new Engagement(Happenings.Key(1000), "7", Start, EngagementKind.Visited),
            new Feedback(Happenings.Key(1000), "7", Start, SatisfactionMetric.NetPromoter, 0))
        select (given, sign),
        pair =>
        {
            var at = Start + Duration.FromDays(450);
            var today = at.InZone(Known.Berlin).Date;
            var decision = Policy.Decide(pair.given.Tier, Happenings.History([.. pair.given.Events, pair.sign with { OccurredAt = at }]), today);
            Assert.Equal((0, 1d, 0, false, at), (decision.Days, decision.Value, decision.Unanswered, decision.IsDue, decision.RestartedAt!.Value));
        });

    [Fact]
    public void A_good_reply_steadies_and_an_unanswered_contact_unsettles()
    {
        Assert.Equal(9 * 1.3, Policy.Decide(Tier, Happenings.History([Happenings.Replied(Start), Happenings.Replied(Start, 1001)]), Day).StabilityDays);
        var sent = Happenings.History([Happenings.Sent(Start)]);
        Assert.Equal(9, Policy.Decide(Tier, sent, Day.PlusDays(14)).StabilityDays);
        Assert.Equal(9 * 0.8, Policy.Decide(Tier, sent, Day.PlusDays(15)).StabilityDays);
        var answered = Happenings.History([Happenings.Sent(Start), Happenings.Replied(Start)]);
        Assert.Equal(9 * 1.3, Policy.Decide(Tier, answered, Day.PlusDays(15)).StabilityDays);
        var confirmed = Happenings.History([Happenings.Sent(Start, touchClass: TouchClass.Transactional)]);
        Assert.Equal((9d, 0), (Policy.Decide(Tier, confirmed, Day.PlusDays(15)).StabilityDays, Policy.Decide(Tier, confirmed, Day.PlusDays(15)).Unanswered));
    }

    [Fact]
    public void Stability_stays_within_its_bounds()
    {
        TimelineEvent[] good = [.. Enumerable.Range(0, 300).Select(day => Happenings.Replied(Start + Duration.FromDays(day), day))];
        Assert.Equal(365, Policy.Decide(Tier, Happenings.History(good), Day.PlusDays(300)).StabilityDays);
        TimelineEvent[] silent = [.. Enumerable.Range(0, 300).Select(day => Happenings.Sent(Start + Duration.FromDays(day), day))];
        Assert.Equal(3, Policy.Decide(Tier, Happenings.History(silent), Day.PlusDays(400)).StabilityDays);
    }

    [Fact]
    public void Each_unanswered_contact_makes_the_next_wait_longer_up_to_a_bound()
    {
        var events = new List<TimelineEvent> { Happenings.Replied(Start) };
        var waits = new List<int>();
        for (var i = 0; i < 14; i++)
        {
            var last = events[^1].OccurredAt.InZone(Known.Berlin).Date;
            var due = Policy.Decide(Tier, Happenings.History(events), last).Due!.Value;
            waits.Add(Period.DaysBetween(last, due));
            events.Add(Happenings.Sent(Known.Berlin.AtLeniently(due.AtMidnight()).ToInstant(), i));
        }

        Assert.Equal(40, waits[0]);
        Assert.Equal(waits.Skip(1).Order(), waits.Skip(1));
        Assert.All(waits, wait => Assert.InRange(wait, 15, 365));
        Assert.Equal(365, waits[^1]);
    }

    [Fact]
    public void A_due_day_beyond_the_calendar_is_none()
    {
        var decision = new WarmthPolicy(new WarmthOptions { MaxStabilityDays = 36_500 }).Decide(new WarmthTier("stone", 1e-300, 36_500), Happenings.History([Happenings.Replied(Start)]), Day.PlusDays(9));
        Assert.Equal((false, null), (decision.IsDue, decision.Due));
        Assert.Contains("not due within the calendar", EnglishReasons.Render(decision.Reason), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_happened_is_nothing_that_cools()
    {
        var decision = Policy.Decide(Tier, RelationshipHistory.Empty, Day);
        Assert.Equal((false, 1d, "cadence.keep-in-touch-unknown(tier=close)"), (decision.IsDue, decision.Value, decision.Reason.ToString()));
    }

    [Fact]
    public void Decision_tells_its_terms()
    {
        var decision = Policy.Decide(Tier, Happenings.History([Happenings.Replied(Start)]), Day.PlusDays(41));
        Assert.Equal("cadence.keep-in-touch(tier=close, warmth=0.6913, target=0.7, days=41, since=2025-01-05, stability=11.7, unanswered=0, due=2025-02-14)", decision.Reason.ToString());
        Assert.Equal("close: 41 days since 2025-01-05, warmth 0.6913 of 1 against 0.7, stable for 11.7 days: due since 2025-02-14", EnglishReasons.Render(decision.Reason));
    }

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        foreach (var options in new WarmthOptions[]
        {
            Options with { AnswerDays = -1 }, Options with { AnswerDays = 367 }, Options with { GoodReplyFactor = 0.99 }, Options with { SilenceFactor = 0 }, Options with { SilenceFactor = 1.01 },
            Options with { MinStabilityDays = 0 }, Options with { MaxStabilityDays = 2 }, Options with { MaxStabilityDays = double.PositiveInfinity }, Options with { WaitFactor = double.NaN },
            Options with { MaxWaitDays = 14 }, Options with { MaxWaitDays = 3661 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new WarmthPolicy(options));
        }

        Assert.Throws<ArgumentException>(() => new WarmthTier(" ", 0.5, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmthTier("x", 0.5, 36_501));
    }

    private static (double Stability, LocalDate? Since, int Unanswered) Walk(WarmthTier tier, RelationshipHistory history, LocalDate today)
    {
        var past = history.Events.Where(item => history.DayOf(item) <= today).ToArray();
        var heard = past.Where(item => item is Reply or Feedback or Complaint or Purchase or Engagement { Kind: not EngagementKind.Opened }).ToArray();
        var sent = past.OfType<Touch>().Where(touch => touch.Class is TouchClass.Promotional or TouchClass.Relationship).ToArray();
        var stability = Math.Clamp(tier.Stability, 3, 365);
        for (var day = Day.PlusDays(-5); day <= today; day = day.PlusDays(1))
        {
            foreach (var touch in sent.Where(touch => history.DayOf(touch).PlusDays(15) == day))
            {
                var first = heard.FirstOrDefault(item => item.OccurredAt >= touch.OccurredAt);
                stability = first is null || history.DayOf(first) >= day ? Math.Clamp(stability * 0.8, 3, 365) : stability;
            }

            var isGood = past.Any(item => history.DayOf(item) == day && item is Reply or Feedback { Metric: SatisfactionMetric.NetPromoter, Score: > 5 } or Feedback { Metric: SatisfactionMetric.Effort, Score: > 4 } && history.DayOf(item) == day);
            stability = isGood ? Math.Clamp(stability * 1.3, 3, 365) : stability;
        }

        var last = heard.LastOrDefault();
        return (past.Length == 0 ? 0 : stability, past.Length == 0 ? null : history.DayOf(last ?? past[0]), sent.Count(touch => last is null || touch.OccurredAt > last.OccurredAt));
    }

    private static Gen<(TimelineEvent[] Events, WarmthTier Tier, LocalDate Today)> Cases { get; } =
        from events in Happenings.Events
        from tier in Gen.Elements(WarmthTier.Usual.AsEnumerable())
        from day in Gen.Choose(0, 500)
        select (events, tier, Day.PlusDays(day));
}
