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
        Law.Holds(CasesOf(Happenings.Events.Resize(250)), given =>
        {
            var state = Health.StateOf(Happenings.History(given.Events));
            var last = given.Events.Length > 0 ? given.Events.Max(item => item.OccurredAt) : Start;
            var standings = new PromiseLedger(given.Events, Known.Berlin).On(last.InZone(Known.Berlin).Date);
            folded += standings.Length + given.Events.OfType<Complaint>().Count() > 16 ? 1 : 0;
            Assert.False(state.IsStale);
            SameScore(given.Events, state, given.At);
        }, tests: 500);
        Assert.True(folded > 10);
    }

    [Fact]
    public void A_promise_that_was_counted_in_for_good_and_is_kept_after_all_makes_the_state_stale()
    {
        var state = default(HealthState);
        for (var i = 0; i < 17; i++)
        {
            state = Health.Apply(state, new Promise(Happenings.Key(i), "7", Start + Duration.FromDays(10 * i), new LocalDate(2025, 1, 6).PlusDays(10 * i)));
        }

        Assert.False(state.IsStale);
        state = Health.Apply(state, new PromiseKept(Happenings.Key(99), "7", Start + Duration.FromDays(200), Happenings.Key(16)));
        Assert.False(state.IsStale);
        state = Health.Apply(state, new PromiseKept(Happenings.Key(98), "7", Start + Duration.FromDays(200), Happenings.Key(0)));
        Assert.True(state.IsStale);
    }

    [Fact]
    public void Any_part_of_a_history_and_the_rest_event_by_event_score_as_the_whole_or_the_state_is_stale()
    {
        var (whole, stale) = (0, 0);
        Law.Holds(from given in Cases from part in Gen.Choose(0, 100) select (given, part), drawn =>
        {
            var first = drawn.given.Shuffled.Take(drawn.given.Shuffled.Length * drawn.part / 100).ToArray();
            var state = Health.StateOf(Happenings.History(first));
            foreach (var item in drawn.given.Shuffled.Skip(first.Length))
            {
                state = Health.Apply(state, item);
            }

            stale += state.IsStale ? 1 : 0;
            whole += state.IsStale ? 0 : 1;
            if (!state.IsStale)
            {
                SameScore(drawn.given.Events, state, drawn.given.At);
            }
        }, tests: 500);
        Assert.InRange(stale, 0, whole / 4);
    }

    [Fact]
    public void A_promise_that_is_heard_of_after_it_was_kept_is_kept_in_a_state_that_was_built_before()
    {
        var kept = new PromiseKept(Happenings.Key(1), "7", Start, Happenings.Key(0));
        var promise = new Promise(Happenings.Key(0), "7", Start - Duration.FromDays(3), new LocalDate(2025, 1, 6));
        var state = Health.Apply(Health.StateOf(Happenings.History([kept])), promise);
        SameScore([kept, promise], state, Start + Duration.FromDays(30));
    }

    [Fact]
    public void Hundreds_of_open_promises_and_complaints_are_counted_exactly_and_a_state_that_was_copied_stays_as_it_was()
    {
        TimelineEvent[] events =
        [
            .. Enumerable.Range(0, 200).Select(i => (TimelineEvent)new Promise(Happenings.Key(i), "7", Start + Duration.FromHours(i), new LocalDate(2025, 3, 1).PlusDays(i))),
            .. Enumerable.Range(200, 200).Select(i => (TimelineEvent)new Complaint(Happenings.Key(i), "7", Start + Duration.FromHours(i))),
            .. Enumerable.Range(400, 100).Select(i => (TimelineEvent)new PromiseKept(Happenings.Key(i), "7", Start + Duration.FromHours(i), Happenings.Key(i - 300))),
            .. Enumerable.Range(500, 100).Select(i => (TimelineEvent)new ComplaintResolved(Happenings.Key(i), "7", Start + Duration.FromHours(i), Happenings.Key(i - 200))),
        ];
        var at = Start + Duration.FromDays(100);
        var states = new List<HealthState> { default };
        foreach (var item in events)
        {
            states.Add(Health.Apply(states[^1], item));
        }

        Assert.DoesNotContain(states, state => state.IsStale);
        foreach (var count in new[] { 1, 9, 16, 17, 18, 100, 250, 401, 402, 599, 600 })
        {
            SameScore(events[..count], states[count], at);
            SameScore(events[..count], Health.StateOf(Happenings.History(events[..count])), at);
        }
    }

    [Fact]
    public void A_complaint_settled_several_times_counts_as_settled_once_since_the_first_time()
    {
        TimelineEvent[] events =
        [
            new Complaint(Happenings.Key(0), "7", Start),
            .. Enumerable.Range(1, 5).Select(i => (TimelineEvent)new ComplaintResolved(Happenings.Key(i), "7", Start + Duration.FromDays(i), Happenings.Key(0))),
        ];
        var at = Start + Duration.FromDays(9);
        Assert.Equal(Health.Of(Happenings.History(events[..2]), at), Health.Of(Happenings.History(events), at));
        foreach (var order in new[] { events, [.. events.Reverse()] })
        {
            SameScore(events[..2], order.Aggregate(default(HealthState), (state, item) => Health.Apply(state, item)), at);
        }
    }

    [Fact]
    public void Years_of_promises_and_complaints_a_few_at_a_time_leave_nothing_stale_and_allocate_nothing()
    {
        // Due on days far from any change of the clocks.
        TimelineEvent[] events =
        [
            .. from i in Enumerable.Range(0, 3000)
               let at = Start + Duration.FromHours(i)
               let day = new LocalDate(2025, 5, 1)
               let key = new EventKey($"m{i / 4 * 4}")
               let other = new EventKey($"m{(i / 4 * 4) + 1}")
               select (i % 4) switch
               {
                   0 => new Promise(key, "7", at, day),
                   1 => new Complaint(other, "7", at),
                   2 => new PromiseKept(new EventKey($"d{i}"), "7", at, key),
                   _ => (TimelineEvent)new ComplaintResolved(new EventKey($"d{i}"), "7", at, other),
               },
        ];
        var scores = new double[1];
        var state = default(HealthState);
        Fold(events, ref state, scores);
        state = default;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fold(events, ref state, scores);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(state.IsStale);
        SameScore(events, state, Start + Duration.FromDays(130));
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
        TimelineEvent[] events = [.. Happenings.Events.Sample(60).SelectMany(item => item).Where(item => item is not (Promise or PromiseKept or Complaint or ComplaintResolved))];
        var state = default(HealthState);
        var scores = new double[1];
        Fold(events, ref state, scores);
        state = default;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fold(events, ref state, scores);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(events.Length > 500);
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

    private static Gen<(TimelineEvent[] Events, TimelineEvent[] Shuffled, Instant At)> Cases { get; } = CasesOf(Happenings.Events);

    private static Gen<(TimelineEvent[] Events, TimelineEvent[] Shuffled, Instant At)> CasesOf(Gen<TimelineEvent[]> histories) =>
        from events in histories
        from shuffled in Gen.Shuffle(events)
        from hours in Gen.Choose(0, 20_000)
        select (events, shuffled, (events.Length > 0 ? events.Max(item => item.OccurredAt) : Start) + Duration.FromHours(hours));
}
