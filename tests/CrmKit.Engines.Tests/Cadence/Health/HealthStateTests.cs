using CrmKit.Cadence;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class HealthStateTests
{
    private static readonly HealthOptions Options = new() { BusinessZone = Known.Berlin };
    private static readonly RelationshipHealth Health = new(Options);
    private static readonly Instant Start = Happenings.Start;

    [Fact]
    public void Events_in_any_order_score_as_the_history_does_or_the_state_says_that_it_is_stale()
    {
        var (whole, stale) = (0, 0);
        Law.Holds(Cases, given =>
        {
            var state = default(HealthState);
            foreach (var item in given.Shuffled)
            {
                state = Health.Apply(state, item);
            }

            if (state.IsStale)
            {
                stale++;
                return;
            }

            whole++;
            SameScore(given.Events, state, given.At);
        }, tests: 500);
        Assert.InRange(stale, 0, whole / 4);
    }

    [Fact]
    public void State_of_a_history_scores_as_the_history_does()
    {
        var folded = 0;
        Law.Holds(Cases, given =>
        {
            var state = Health.StateOf(Happenings.History(given.Events));
            var last = given.Events.Length > 0 ? given.Events.Max(item => item.OccurredAt) : Start;
            var standings = new PromiseLedger(given.Events, Known.Berlin).On(last.InZone(Known.Berlin).Date);
            folded += standings.Length > 8 ? 1 : 0;
            Assert.True(!state.IsStale || standings.Count(item => item.State == PromiseState.Open) > 7);
            if (!state.IsStale)
            {
                SameScore(given.Events, state, given.At);
            }
        }, tests: 500);
        Assert.True(folded > 10);
    }

    [Fact]
    public void A_promise_that_was_counted_in_for_good_and_is_kept_after_all_makes_the_state_stale()
    {
        var state = default(HealthState);
        for (var i = 0; i < 9; i++)
        {
            state = Health.Apply(state, new Promise(Happenings.Key(i), "7", Start + Duration.FromDays(10 * i), new LocalDate(2025, 1, 6).PlusDays(10 * i)));
        }

        Assert.False(state.IsStale);
        state = Health.Apply(state, new PromiseKept(Happenings.Key(99), "7", Start + Duration.FromDays(100), Happenings.Key(8)));
        Assert.False(state.IsStale);
        state = Health.Apply(state, new PromiseKept(Happenings.Key(98), "7", Start + Duration.FromDays(100), Happenings.Key(0)));
        Assert.True(state.IsStale);
    }

    [Fact]
    public void Thousands_of_events_over_decades_lose_nothing_in_either_order()
    {
        TimelineEvent[] events = [.. Enumerable.Range(0, 20_000).Select(day => (TimelineEvent)new Engagement(Happenings.Key(day), "7", Start + Duration.FromHours(7 * day), EngagementKind.Opened))];
        var health = new RelationshipHealth(Options with { Opens = new SignalWeight(100, 0.01) });
        foreach (var order in new[] { events, [.. events.Reverse()] })
        {
            var state = default(HealthState);
            foreach (var item in order)
            {
                state = health.Apply(state, item);
            }

            foreach (var later in new[] { 0d, 0.02, 1, 9, 3000, 1_000_000 })
            {
                var at = events[^1].OccurredAt + Duration.FromDays(later);
                var expected = health.Of(Happenings.History(events), at);
                var scale = expected.Terms.Sum(term => Math.Abs(term.Points));
                Assert.InRange(health.Score(state, at), expected.Score - (1e-12 * scale), expected.Score + (1e-12 * scale));
            }
        }
    }

    [Fact]
    public void Columns_score_as_single_states_do()
    {
        HealthState[] states = [default, Health.StateOf(Happenings.History([Happenings.Replied(Start)])), Health.StateOf(Happenings.History([Happenings.Sent(Start)]))];
        var at = Start + Duration.FromDays(40);
        var scores = new double[3];
        Health.Score(states, at, scores);
        Assert.Equal(states.Select(state => Health.Score(state, at)), scores);
        Assert.Equal(0, scores[0]);
        Assert.Throws<ArgumentException>(() => Health.Score(states, at, new double[2]));
    }

    [Fact]
    public void An_event_allocates_nothing()
    {
        TimelineEvent[] events = [.. Gen.Choose(1, 1).SelectMany(_ => Happenings.Events).Sample(60).SelectMany(item => item)];
        var state = default(HealthState);
        var scores = new double[1];
        Fold(events, ref state, scores);
        state = default;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fold(events, ref state, scores);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // A promise due within a day of the change of the clocks asks the zone in full.
        var nearChange = events.OfType<Promise>().Count(promise => Known.Berlin.GetUtcOffset(promise.DueOn.AtMidnight().InUtc().ToInstant()) != Known.Berlin.GetUtcOffset(promise.DueOn.PlusDays(3).AtMidnight().InUtc().ToInstant()));
        Assert.True(events.Length > 1000);
        Assert.InRange(allocated, 0, 1000L * nearChange);

        state = default;
        events = [.. events.Where(item => item is not Promise)];
        before = GC.GetAllocatedBytesForCurrentThread();
        Fold(events, ref state, scores);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_a_state_cannot_tell_is_refused()
    {
        var state = Health.StateOf(Happenings.History([Happenings.Replied(Start)]));
        Assert.Equal(Start, state.LastEvent);
        Assert.Throws<ArgumentOutOfRangeException>(() => Health.Score(state, Start - Duration.FromTicks(1)));
        var other = new RelationshipHealth(Options with { Replies = new SignalWeight(20, 91) });
        Assert.Throws<ArgumentException>(() => other.Score(state, Start));
        Assert.Throws<ArgumentException>(() => other.Apply(state, Happenings.Replied(Start)));
        Assert.Equal(Health.Score(state, Start), new RelationshipHealth(Options with { TrendDays = 7 }).Score(state, Start));
        Assert.Equal(0, Health.Score(default, Start));
        Assert.Null(default(HealthState).LastEvent);
    }

    private static void Fold(TimelineEvent[] events, ref HealthState state, double[] scores)
    {
        foreach (var item in events)
        {
            state = Health.Apply(state, item);
            scores[0] = Health.Score(state, state.LastEvent!.Value);
        }
    }

    private static void SameScore(TimelineEvent[] events, in HealthState state, Instant at)
    {
        var expected = Health.Of(Happenings.History(events), at);
        var tolerance = 1e-12 * expected.Terms.Sum(term => Math.Abs(term.Points));
        Assert.InRange(Health.Score(state, at), expected.Score - tolerance, expected.Score + tolerance);
    }

    private static Gen<(TimelineEvent[] Events, TimelineEvent[] Shuffled, Instant At)> Cases { get; } =
        from events in Happenings.Events
        from shuffled in Gen.Shuffle(events)
        from hours in Gen.Choose(0, 20_000)
        select (events, shuffled, (events.Length > 0 ? events.Max(item => item.OccurredAt) : Start) + Duration.FromHours(hours));
}
