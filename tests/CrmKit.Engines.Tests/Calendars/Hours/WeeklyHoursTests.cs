using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class WeeklyHoursTests
{
    [Fact]
    public void Outside_quiet_hours_is_open_exactly_when_it_is_not_quiet() => Law.Holds(
        from start in Gen.Choose(0, 1439)
        from length in Gen.Choose(1, 1439)
        select QuietHours.Between(LocalTime.Midnight.PlusMinutes(start), LocalTime.Midnight.PlusMinutes(start + length)),
        quiet =>
        {
            var open = WeeklyHours.Outside(quiet);
            for (var minute = 0; minute < 24 * 60; minute++)
            {
                var time = LocalTime.Midnight.PlusMinutes(minute);
                Assert.Equal(!quiet.IsQuiet(time), open[IsoDayOfWeek.Sunday].Contains(time));
            }

            Assert.Equal(open[IsoDayOfWeek.Monday], open[IsoDayOfWeek.Sunday]);
        }, tests: 50);

    // Two ways to the same answer, also where offsets had seconds.
    [Fact]
    public void First_open_instant_outside_quiet_hours_is_the_first_allowed_one() => Law.Holds(
        from zone in CalendarGenerators.Zones
        from day in Gen.Choose(0, 365 * 190)
        from second in Gen.Choose(0, (24 * 60 * 60) - 1)
        from start in Gen.Choose(0, 1439)
        from length in Gen.Choose(1, 1439)
        let quiet = QuietHours.Between(LocalTime.Midnight.PlusMinutes(start), LocalTime.Midnight.PlusMinutes(start + length))
        select (zone, quiet, at: Instant.FromUtc(1850, 1, 1, 0, 0) + Duration.FromDays(day) + Duration.FromSeconds(second)),
        given => new BusinessHours(WeeklyHours.Outside(given.quiet)).FirstOpen(given.at, given.zone).At == given.quiet.FirstAllowed(given.at, given.zone),
        tests: 5000);

    [Fact]
    public void Same_hours_stated_otherwise_are_the_same_value()
    {
        var whole = WeeklyHours.Closed.With(WeekMask.AllDays, new DailyHours(new LocalTime(22, 0), new LocalTime(4, 0)));
        var parts = WeeklyHours.Closed
            .With(WeekMask.AllDays, new DailyHours(LocalTime.Midnight, new LocalTime(3, 0)), new DailyHours(new LocalTime(22, 0), LocalTime.Midnight))
            .With(WeekMask.AllDays, new DailyHours(new LocalTime(3, 0), new LocalTime(4, 0)));
        Assert.Equal(whole, parts);
        Assert.Equal(whole.GetHashCode(), parts.GetHashCode());
        Assert.NotEqual(whole, WeeklyHours.Always);
        Assert.Equal(WeeklyHours.Always, WeeklyHours.Closed.WithAllDay(WeekMask.AllDays));
        Assert.Equal(WeeklyHours.Always, WeeklyHours.Outside(QuietHours.None));
        Assert.Equal(DayHours.Closed, WeeklyHours.Closed[IsoDayOfWeek.Monday]);
    }

    [Fact]
    public void Hours_read_as_people_write_them()
    {
        var week = WeeklyHours.Closed.With(new WeekMask(IsoDayOfWeek.Friday), new DailyHours(new LocalTime(14, 30), LocalTime.Midnight), new DailyHours(new LocalTime(9, 0), new LocalTime(12, 0)));
        Assert.Equal("Friday 09:00-12:00, 14:30-24:00", week.ToString());
        Assert.Equal("closed", WeeklyHours.Closed.ToString());
        Assert.Equal("00:00-24:00", DayHours.AllDay.ToString());
        Assert.Equal("00:00:01-09:00", DayHours.Of(new DailyHours(new LocalTime(0, 0, 1), new LocalTime(9, 0))).ToString());
    }

    [Fact]
    public void Hours_of_one_date_past_midnight_and_default_values_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DayHours.Of(new DailyHours(new LocalTime(22, 0), new LocalTime(4, 0))));
        Assert.Throws<InvalidOperationException>(() => DayHours.Of(default(DailyHours)));
        Assert.Throws<InvalidOperationException>(() => WeeklyHours.Closed.With(WeekMask.AllDays, default(DailyHours)));
        Assert.Throws<InvalidOperationException>(() => WeeklyHours.Closed.WithAllDay(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeeklyHours.Closed[IsoDayOfWeek.None]);
    }
}
