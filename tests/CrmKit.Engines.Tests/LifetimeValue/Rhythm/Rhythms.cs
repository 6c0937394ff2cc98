using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.LifetimeValue.Tests;

// Generators of rhythms.
internal static class Rhythms
{
    public static Gen<ClosedSeasons> Seasons { get; } =
        from yearly in Generated.UpTo(2, YearlySeasons)
        from once in Generated.UpTo(3, Stretches)
        select new ClosedSeasons(yearly, once);

    public static Gen<RhythmSegment> Segments { get; } =
        from k in Gen.Choose(-15, 25)
        from sigma in Gen.Choose(0, 10)
        from r in Gen.Choose(-20, 20)
        from alpha in Gen.Choose(0, 70)
        from a in Gen.Choose(-20, 20)
        select new RhythmSegment(Math.Exp(k / 10d), sigma / 10d, Math.Exp(r / 10d), Math.Exp(alpha / 10d), Math.Exp(a / 10d), 2);

    public static Gen<ImmutableArray<int>> Gaps { get; } = Generated.UpTo(12, Gen.Frequency((4, Gen.Choose(1, 90)), (1, Gen.Choose(1, 4000))));

    public static Gen<(RhythmState State, LocalDate AsOf)> Customers { get; } =
        from first in Generated.Dates
        from gaps in Gaps
        from seasons in Seasons
        from silence in Gen.Frequency((4, Gen.Choose(0, 200)), (1, Gen.Choose(0, 20_000)))
        let state = Bought(first, gaps, seasons)
        select (state, state.LastPurchase.PlusDays(silence));

    // Half of the year at most each, so that a day stays open.
    private static Gen<AnnualSeason> YearlySeasons =>
        from first in Generated.AnnualDates
        from days in Gen.Choose(0, 170)
        let last = first.InYear(2004).PlusDays(days)
        select new AnnualSeason(first, new AnnualDate(last.Month, last.Day));

    private static Gen<DateInterval> Stretches =>
        from first in Generated.Dates
        from days in Gen.Choose(0, 500)
        select new DateInterval(first, first.PlusDays(days));

    public static RhythmState Bought(LocalDate first, IEnumerable<int> gaps, ClosedSeasons? seasons = null) =>
        gaps.Aggregate(RhythmState.From([first], seasons), (state, gap) => state.Apply(state.LastPurchase.PlusDays(gap)));
}
