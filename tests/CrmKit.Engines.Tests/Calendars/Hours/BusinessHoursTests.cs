using System.Text.Json;
using CrmKit.Calendars;
using FsCheck.Fluent;
using NodaTime.Text;

namespace CrmKit.Engines.Tests;

public sealed class BusinessHoursTests
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    [Fact]
    public void FirstOpen_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("next_allowed");
        Assert.Equal(22, cases.Count);
        foreach (var item in cases)
        {
            var found = HoursOf(item).FirstOpen(item.Instant("instant"), DateTimeZoneProviders.Tzdb[item.Text("tz")]);
            Assert.True(found == new OpeningSearch(OpeningStatus.Found, item.Instant("expected")), $"{item.Text("id")}: {found}");
        }
    }

    [Fact]
    public void AddOpenTime_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("add_business_minutes");
        Assert.Equal(16, cases.Count);
        foreach (var item in cases)
        {
            var (hours, zone, at) = (HoursOf(item), DateTimeZoneProviders.Tzdb[item.Text("tz")], item.Instant("instant"));
            var minutes = Duration.FromMinutes(item.GetProperty("minutes").GetInt32());
            var found = hours.AddOpenTime(at, minutes, zone);
            Assert.True(found == new OpeningSearch(OpeningStatus.Found, item.Instant("expected")), $"{item.Text("id")}: {found}");
            Assert.Equal(minutes, hours.OpenTimeBetween(at, item.Instant("expected"), zone));
        }
    }

    [Fact]
    public void Every_answer_equals_a_walk_minute_by_minute() => Law.Holds(
        from start in CalendarGenerators.NearTransitions
        from week in CalendarGenerators.Weeks
        from changed in (from day in Gen.Choose(-2, 9) from hours in CalendarGenerators.DailyHours select (day, hours)).ListOf()
        from workdays in CalendarGenerators.WeekMasks
        from hasWorkdays in Gen.Elements(true, false)
        from minutes in Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Choose(1, 4000)))
        select (start.Zone, start.At, Week: week, Changed: changed, Workdays: hasWorkdays ? new BusinessCalendar(workdays) : null, minutes),
        given =>
        {
            var walk = new MinuteWalk(given.Zone, given.At, days: 9, given.Week, given.Workdays, Exceptions(given.At, given.Zone, given.Changed));
            var hours = new BusinessHours(given.Week.Open(), walk.Exceptions, given.Workdays);
            walk.Compare(hours, 0, given.minutes);
            walk.Compare(hours, 1501, given.minutes);
        }, tests: 300);

    // Every change of a clock between 2005 and 2015: nights, early mornings, split days, all day long.
    [Fact]
    public void Every_answer_equals_a_walk_minute_by_minute_around_transitions_of_every_zone()
    {
        (WeekMask, DailyHours)[][] weeks =
        [
            [(WeekMask.AllDays, Stretch(22, 4))],
            [(WeekMask.AllDays, Stretch(1, 5))],
            [(WeekMask.AllDays, Stretch(9, 12)), (WeekMask.MondayToFriday, Stretch(14, 0)), (new WeekMask(IsoDayOfWeek.Sunday), Stretch(0, 3))],
            [(WeekMask.AllDays, Stretch(0, 13)), (WeekMask.AllDays, Stretch(13, 0))],
        ];
        var transitions = 0;
        foreach (var zone in CalendarGenerators.AllZones.DistinctBy(zone => NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.CanonicalIdMap[zone.Id]))
        {
            foreach (var transition in zone.Transitions(2005, 2015))
            {
                var week = weeks[transitions++ % weeks.Length];
                var walk = new MinuteWalk(zone, transition - Duration.FromHours(20), days: 2, week, workdays: null, []);
                var hours = new BusinessHours(week.Open());
                foreach (var from in new[] { 0, 1081, 1200 })
                {
                    walk.Compare(hours, from, (transitions * 37) % 900);
                }
            }
        }

        Assert.True(transitions > 2000, $"only {transitions} transitions");
    }

    [Fact]
    public void Repeated_hour_counts_twice_and_a_skipped_one_not_at_all()
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var hours = new BusinessHours(WeeklyHours.Closed.With(WeekMask.AllDays, Stretch(2, 3)));
        Assert.Equal(Duration.FromHours(2), hours.OpenTimeBetween(berlin.StartOf(new LocalDate(2026, 10, 25)), berlin.StartOf(new LocalDate(2026, 10, 26)), berlin));
        Assert.Equal(Duration.Zero, hours.OpenTimeBetween(berlin.StartOf(new LocalDate(2026, 3, 29)), berlin.StartOf(new LocalDate(2026, 3, 30)), berlin));
    }

    [Fact]
    public void Nothing_open_is_an_answer_and_comes_soon()
    {
        var at = Instant.FromUtc(2026, 1, 1, 0, 0);
        var nothing = new OpeningSearch(OpeningStatus.NothingOpen, null);
        var closed = new BusinessHours(WeeklyHours.Closed);
        Assert.Equal(nothing, closed.FirstOpen(at, DateTimeZone.Utc));
        Assert.Equal(nothing, closed.AddOpenTime(at, Duration.FromMinutes(1), DateTimeZone.Utc));
        Assert.Equal(new OpeningSearch(OpeningStatus.Found, at), closed.AddOpenTime(at, Duration.Zero, DateTimeZone.Utc));
        Assert.Equal(Duration.Zero, closed.OpenTimeBetween(at, at + Duration.FromDays(100_000), DateTimeZone.Utc));
        Assert.Equal(nothing, BusinessHours.Always.AddOpenTime(Instant.FromUtc(9900, 1, 1, 0, 0), Duration.FromDays(40_000), DateTimeZone.ForOffset(Offset.FromHours(-18))));
        Assert.Equal(nothing, closed.FirstOpen(Instant.FromUtc(9999, 12, 29, 23, 59), DateTimeZone.ForOffset(Offset.FromHours(18))));

        // Ten years are looked at, twelve are not.
        BusinessHours OpenOnce(int year) => new(WeeklyHours.Closed, [new(new LocalDate(year, 6, 1), DayHours.Of(Stretch(9, 10)))]);
        Assert.Equal(new OpeningSearch(OpeningStatus.Found, Instant.FromUtc(2035, 6, 1, 9, 0)), OpenOnce(2035).FirstOpen(at, DateTimeZone.Utc));
        Assert.Equal(nothing, OpenOnce(2038).FirstOpen(at, DateTimeZone.Utc));
        Assert.Equal(Duration.FromHours(1), OpenOnce(2038).OpenTimeBetween(at, at + Duration.FromDays(20 * 366), DateTimeZone.Utc));
    }

    [Fact]
    public void Date_that_a_zone_left_out_is_not_open_and_one_that_came_twice_is_open_twice()
    {
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var office = new BusinessHours(WeeklyHours.Closed.With(WeekMask.AllDays, Stretch(9, 17)));
        var leftOut = apia.StartOf(new LocalDate(2011, 12, 30));
        Assert.Equal(Duration.FromHours(16), office.OpenTimeBetween(leftOut - Duration.FromDays(1), leftOut + Duration.FromDays(1), apia));

        // Alaska read 18 October 1867 twice when it came to the United States.
        var juneau = DateTimeZoneProviders.Tzdb["America/Juneau"];
        var change = juneau.Transitions(1867, 1868).First();
        Assert.Equal(Duration.FromHours(24), office.OpenTimeBetween(change - Duration.FromHours(48), change + Duration.FromHours(24), juneau));
    }

    [Fact]
    public void Instants_outside_the_calendar_and_time_below_zero_are_refused()
    {
        var at = Instant.FromUtc(2026, 1, 1, 0, 0);
        Assert.Throws<ArgumentOutOfRangeException>("at", () => BusinessHours.Always.FirstOpen(Instant.MinValue, DateTimeZone.Utc));
        Assert.Throws<ArgumentOutOfRangeException>("at", () => BusinessHours.Always.IsOpen(Instant.MaxValue, DateTimeZone.Utc));
        Assert.Throws<ArgumentOutOfRangeException>("open", () => BusinessHours.Always.AddOpenTime(at, Duration.FromNanoseconds(-1), DateTimeZone.Utc));
        Assert.Throws<ArgumentOutOfRangeException>("end", () => BusinessHours.Always.OpenTimeBetween(at, at - Duration.Epsilon, DateTimeZone.Utc));
        Assert.Throws<ArgumentNullException>("zone", () => BusinessHours.Always.FirstOpen(at, null!));
        Assert.Throws<ArgumentOutOfRangeException>("exceptions", () => new BusinessHours(WeeklyHours.Always, [new(new LocalDate(0, 1, 1), DayHours.Closed)]));
        Assert.Throws<ArgumentException>(() => new BusinessHours(
            WeeklyHours.Always, [new(new LocalDate(2026, 1, 1), DayHours.Closed), new(new LocalDate(2026, 1, 1), DayHours.AllDay)]));
    }

    private static DailyHours Stretch(int from, int until) => new(new LocalTime(from, 0), new LocalTime(until, 0));

    private static Dictionary<LocalDate, DailyHours[]> Exceptions(Instant at, DateTimeZone zone, IEnumerable<(int Day, DailyHours Hours)> changed) => changed
        .GroupBy(change => at.InZone(zone).Date.PlusDays(change.Day), change => change.Hours)
        .ToDictionary(day => day.Key, day => day.Where(hours => hours.From < hours.Until || hours.Until == LocalTime.Midnight).ToArray());

    private static BusinessHours HoursOf(JsonElement item)
    {
        var week = WeeklyHours.Closed;
        foreach (var (day, stretches) in item.GetProperty("open_hours_mon_to_sun").EnumerateArray().Index())
        {
            week = week.With(
                new WeekMask((IsoDayOfWeek)(day + 1)),
                stretches.EnumerateArray().Select(stretch => new DailyHours(Time(stretch[0].GetString()!), Time(stretch[1].GetString()!))));
        }

        return new BusinessHours(week, item.GetProperty("blocked_dates").EnumerateArray().Select(date => KeyValuePair.Create(CalendarCases.DateOf(date.GetString()!), DayHours.Closed)));
    }

    private static LocalTime Time(string text) => text is "24:00" ? LocalTime.Midnight : Clock.Parse(text).Value;
}
