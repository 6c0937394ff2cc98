using FsCheck.Fluent;

namespace CrmKit.LifetimeValue.Tests;

public sealed class ClosedSeasonsTests
{
    private static readonly ClosedSeasons Winter = ClosedSeasons.EveryYear(new AnnualSeason(new(11, 1), new(3, 31)));

    [Fact]
    public void Winter_is_no_elapsed_time()
    {
        Assert.Equal(0, Winter.OpenDaysBetween(new(2025, 10, 31), new(2026, 3, 31)));
        Assert.Equal(1, Winter.OpenDaysBetween(new(2025, 10, 31), new(2026, 4, 1)));
        Assert.Equal(214, Winter.OpenDaysBetween(new(2024, 1, 1), new(2025, 1, 1)));
        Assert.Equal(new LocalDate(2026, 4, 1), Winter.AddOpenDays(new(2025, 10, 31), 1));
        Assert.True(Winter.IsClosed(new(2026, 3, 31)) && !Winter.IsClosed(new(2026, 4, 1)) && Winter.IsClosed(new(2024, 2, 29)));
    }

    [Fact]
    public void Counting_equals_looking_at_every_day() => Law.Holds(
        from seasons in Rhythms.Seasons
        from day in Generated.Dates
        from days in Gen.Choose(0, 1500)
        select (seasons, day, days),
        given =>
        {
            var open = Enumerable.Range(1, given.days).Count(ahead => !given.seasons.IsClosed(given.day.PlusDays(ahead)));
            Assert.Equal(open, given.seasons.OpenDaysBetween(given.day, given.day.PlusDays(given.days)));
        });

    [Fact]
    public void Adding_open_days_is_the_way_back_from_counting_them() => Law.Holds(
        from seasons in Rhythms.Seasons
        from day in Generated.Dates
        from days in Gen.Choose(1, 100_000)
        select (seasons, day, days),
        given =>
        {
            var reached = given.seasons.AddOpenDays(given.day, given.days)!.Value;
            Assert.False(given.seasons.IsClosed(reached));
            Assert.Equal(given.days, given.seasons.OpenDaysBetween(given.day, reached));
        });

    [Fact]
    public void Seasons_are_equal_when_the_same_days_are_closed()
    {
        var told = new ClosedSeasons([new(new(11, 1), new(3, 31))], [new(new(2026, 3, 1), new(2026, 4, 10)), new(new(2026, 4, 11), new(2026, 4, 12))]);
        var otherwise = new ClosedSeasons([new(new(11, 1), new(12, 31)), new(new(1, 1), new(3, 31))], [new(new(2026, 4, 1), new(2026, 4, 12)), new(new(2020, 1, 1), new(2020, 1, 2))]);
        Assert.Equal(told, otherwise);
        Assert.Equal(told.GetHashCode(), otherwise.GetHashCode());
        Assert.NotEqual(told, Winter);
        Assert.NotEqual(ClosedSeasons.None, Winter);
        Assert.Equal(ClosedSeasons.None, new ClosedSeasons([], []));
    }

    [Fact]
    public void Ends_of_the_calendar_are_ordinary_days()
    {
        var ever = new ClosedSeasons([], [new(LocalDate.MinIsoValue, new(2020, 1, 1)), new(new(2030, 1, 1), LocalDate.MaxIsoValue)]);
        Assert.Equal(new LocalDate(2020, 1, 2), ever.AddOpenDays(LocalDate.MinIsoValue, 1));
        Assert.Equal(new LocalDate(2029, 12, 31), ever.AddOpenDays(new(2029, 12, 30), 1));
        Assert.Null(ever.AddOpenDays(new(2029, 12, 30), 2));
        Assert.Null(ClosedSeasons.None.AddOpenDays(LocalDate.MaxIsoValue, 1));
        Assert.Equal(Period.DaysBetween(LocalDate.MinIsoValue, LocalDate.MaxIsoValue), ClosedSeasons.None.OpenDaysBetween(LocalDate.MinIsoValue, LocalDate.MaxIsoValue));
    }

    [Fact]
    public void A_year_without_an_open_day_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ClosedSeasons.EveryYear(new AnnualSeason(new(1, 1), new(12, 31))));
        Assert.Throws<ArgumentException>(() => ClosedSeasons.EveryYear(new AnnualSeason(new(3, 1), new(2, 28))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Winter.OpenDaysBetween(new(2026, 1, 2), new(2026, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Winter.AddOpenDays(new(2026, 1, 2), 0));
    }
}
