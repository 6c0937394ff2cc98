using FsCheck.Fluent;

namespace CrmKit.LifetimeValue.Tests;

public sealed class RhythmStateTests
{
    private static readonly LocalDate Monday = new(2026, 1, 5);

    [Fact]
    public void Applying_in_order_equals_a_rebuild_of_any_permutation() => Law.Holds(
        from seasons in Rhythms.Seasons
        from days in Generated.UpTo(20, Generated.Dates)
        from shuffled in Generated.Shuffled(days)
        select (seasons, days, shuffled),
        given =>
        {
            var applied = given.days.Order().Aggregate(RhythmState.Before(given.seasons), (state, day) => state.Apply(Sale(day)));
            Assert.Equal(RhythmState.From(given.shuffled, given.seasons), applied);
            Assert.False(applied.IsStale);
            Assert.Equal(given.days.Distinct().Count(), applied.PurchaseDays);
        });

    [Fact]
    public void Gaps_are_counted_in_open_days() => Law.Holds(
        from seasons in Rhythms.Seasons
        from days in Generated.UpTo(20, Generated.Dates).Where(days => days.Length > 0)
        select (seasons, days),
        given =>
        {
            var rising = given.days.Distinct().Order().ToList();
            var gaps = rising.Zip(rising.Skip(1), (before, after) => Math.Max(1, given.seasons.OpenDaysBetween(before, after))).ToList();
            var state = RhythmState.From(given.days, given.seasons);
            Assert.Equal((gaps.Count, gaps.Sum(), rising[^1]), (state.Gaps, state.GapDays, state.LastPurchase));
            Assert.Equal(gaps.Sum(gap => Math.Log(gap)), state.SumLogGapDays, 1e-10);
        });

    [Fact]
    public void State_of_a_summary_equals_that_of_its_days() => Law.Holds(
        from gaps in Rhythms.Gaps
        from first in Generated.Dates
        select (gaps, first),
        given =>
        {
            var summary = PurchaseSummary.Begin("7", given.first, new Money(1, Currency.Eur));
            foreach (var gap in given.gaps)
            {
                Assert.True(summary.TryAppend(summary.LastPurchase.PlusDays(gap), new Money(1, Currency.Eur), out summary));
            }

            Assert.Equal(Rhythms.Bought(given.first, given.gaps), RhythmState.From(summary));
        });

    [Fact]
    public void Late_arrivals_and_returns_make_it_stale_for_good_and_other_events_nothing()
    {
        var state = RhythmState.From([Monday, Monday.PlusDays(9)]);
        Assert.Equal(state, state.Apply(Sale(Monday.PlusDays(9))));
        var late = state.Apply(Sale(Monday.PlusDays(3)));
        Assert.True(late.IsStale);
        Assert.Equal((state.PurchaseDays, state.GapDays), (late.PurchaseDays, late.GapDays));
        Assert.True(late.Apply(Sale(Monday.PlusDays(30))).IsStale);
        Assert.True(state.Apply(new PurchaseReturn(new EventKey("shop:r"), "7", default, Monday, new Money(1, Currency.Eur))).IsStale);
        Assert.True(RhythmState.Before(ClosedSeasons.None) == default);
    }

    [Fact]
    public void Applying_allocates_nothing()
    {
        var seasons = new ClosedSeasons([new(new(11, 1), new(3, 31))], [new(Monday, Monday.PlusDays(40)), new(Monday.PlusDays(200), Monday.PlusDays(210))]);
        TimelineEvent[] events = [.. Enumerable.Range(0, 200).Select(i => Sale(Monday.PlusDays(7 * i)))];
        foreach (var start in new[] { default, RhythmState.Before(seasons) })
        {
            var state = Run(start, events);
            var before = GC.GetAllocatedBytesForCurrentThread();
            state = Run(start, events);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
            Assert.Equal(200, state.PurchaseDays);
        }

        static RhythmState Run(RhythmState state, TimelineEvent[] events)
        {
            foreach (var item in events)
            {
                state = state.Apply(item);
            }

            return state;
        }
    }

    private static Purchase Sale(LocalDate day) => new(new EventKey("shop:p"), "7", default, day, new Money(1, Currency.Eur));

    [Fact]
    public void State_of_a_summary_is_that_of_its_days_however_many()
    {
        var days = Enumerable.Range(0, 4000).Select(i => new LocalDate(1900, 1, 1).PlusDays(5 * i + (i % 3))).ToList();
        var summary = PurchaseSummary.Begin(new CustomerId("a"), days[0], new Money(1, Currency.Eur));
        foreach (var day in days.Skip(1))
        {
            Assert.True(summary.TryAppend(day, new Money(1, Currency.Eur), out summary));
        }

        Assert.Equal(RhythmState.From(days), RhythmState.From(summary));
    }
}
