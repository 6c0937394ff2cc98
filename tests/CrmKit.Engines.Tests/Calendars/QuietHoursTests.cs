using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class QuietHoursTests
{
    private const int Day = 24 * 60;

    // From..to in minutes of the day: inside the day, past midnight, ending or beginning at midnight, around the hours at which clocks change, all but a minute.
    private static readonly (int From, int To)[] Stretches =
    [
        (20 * 60, 8 * 60), (22 * 60 + 30, 6 * 60 + 15), (2 * 60, 3 * 60), (90, 150), (135, 165), (0, 6 * 60), (23 * 60, 0), (0, Day - 1), (150, 149), (12 * 60, 13 * 60),
    ];

    [Fact]
    public void FirstAllowed_equals_a_walk_minute_by_minute_around_every_transition()
    {
        var transitions = 0;
        foreach (var zone in Generated.SampleZones)
        {
            foreach (var transition in Transitions(zone))
            {
                transitions++;
                CompareAround(zone, transition);
            }
        }

        Assert.True(transitions > 500, $"only {transitions} transitions");
    }

    [Fact]
    public void FirstAllowed_equals_the_reference_cases_of_one_quiet_stretch()
    {
        var compared = 0;
        foreach (var item in CalendarCases.OfKind("next_allowed"))
        {
            var zone = DateTimeZoneProviders.Tzdb[item.Text("tz")];
            if (OneStretch(item) is not { } quiet || IsBlockedOnTheWay(item, zone))
            {
                continue;
            }

            compared++;
            Assert.Equal(item.Instant("expected"), quiet.FirstAllowed(item.Instant("instant"), zone));
        }

        Assert.Equal(9, compared);
    }

    [Fact]
    public void FirstAllowed_is_allowed_and_everything_before_is_quiet() => Law.Holds(
        from zone in Generated.Zones
        from quiet in Generated.QuietHours
        from at in Generated.NearInstants
        select (zone, quiet, at),
        given =>
        {
            var first = given.quiet.FirstAllowed(given.at, given.zone);
            Assert.True(first >= given.at);
            Assert.False(given.quiet.IsQuiet(first, given.zone));
            for (var earlier = given.at; earlier < first; earlier += Duration.FromMinutes(1))
            {
                Assert.True(given.quiet.IsQuiet(earlier, given.zone));
            }
        });

    [Fact]
    public void Stretch_is_half_open()
    {
        var quiet = QuietHours.Between(new LocalTime(20, 0), new LocalTime(8, 0));
        Assert.True(quiet.IsQuiet(new LocalTime(20, 0)));
        Assert.True(quiet.IsQuiet(new LocalTime(7, 59, 59)));
        Assert.False(quiet.IsQuiet(new LocalTime(8, 0)));
        Assert.False(quiet.IsQuiet(new LocalTime(19, 59, 59)));
        Assert.Equal("20:00-08:00", quiet.ToString());
    }

    [Fact]
    public void None_is_never_quiet_and_is_the_default()
    {
        var at = Instant.FromUtc(2026, 3, 29, 1, 0);
        Assert.Equal(QuietHours.None, default);
        Assert.True(QuietHours.None.IsNone);
        Assert.False(QuietHours.None.IsQuiet(LocalTime.Midnight));
        Assert.Equal(at, QuietHours.None.FirstAllowed(at, Known.Berlin));
        Assert.Equal("none", QuietHours.None.ToString());
        Assert.NotEqual(QuietHours.None, QuietHours.Between(LocalTime.Midnight, LocalTime.Noon));
    }

    [Fact]
    public void Equal_ends_are_rejected() => Law.Holds(
        Generated.Times, time => Assert.Throws<ArgumentException>(() => QuietHours.Between(time, time)), tests: 20);

    private static IEnumerable<Instant> Transitions(DateTimeZone zone) =>
        zone.GetZoneIntervals(Instant.FromUtc(1940, 1, 1, 0, 0), Instant.FromUtc(2038, 1, 1, 0, 0))
            .Where(stretch => stretch.HasStart && stretch.Start > Instant.FromUtc(1940, 1, 1, 0, 0))
            .Select(stretch => stretch.Start);

    private static void CompareAround(DateTimeZone zone, Instant transition)
    {
        const int Before = 30 * 60;
        const int Length = Before + (60 * 60);
        var begin = transition - Duration.FromMinutes(Before);
        var minutesOfDay = new int[Length];
        for (var i = 0; i < Length; i++)
        {
            var local = (begin + Duration.FromMinutes(i)).InZone(zone).TimeOfDay;
            minutesOfDay[i] = (local.Hour * 60) + local.Minute;
        }

        foreach (var (from, to) in Stretches)
        {
            var quiet = QuietHours.Between(LocalTime.Midnight.PlusMinutes(from), LocalTime.Midnight.PlusMinutes(to));
            var isQuiet = QuietMinutes(from, to);
            var next = -1;
            for (var i = Length - 1; i >= 0; i--)
            {
                // Walked backwards, so that the next allowed minute is at hand.
                next = isQuiet[minutesOfDay[i]] ? next : i;
                var isLookedAt = Math.Abs(i - Before) < 100 || (i % 17 == 0 && i < Before + (6 * 60));
                if (isLookedAt)
                {
                    var found = quiet.FirstAllowed(begin + Duration.FromMinutes(i), zone);
                    Assert.True(begin + Duration.FromMinutes(next) == found, $"{zone.Id} {quiet} at {begin + Duration.FromMinutes(i)}: {found}");
                }
            }
        }
    }

    private static bool[] QuietMinutes(int from, int to)
    {
        var minutes = new bool[Day];
        for (var minute = from; minute != to; minute = (minute + 1) % Day)
        {
            minutes[minute] = true;
        }

        return minutes;
    }

    private static QuietHours? OneStretch(System.Text.Json.JsonElement item)
    {
        var days = item.GetProperty("open_hours_mon_to_sun").EnumerateArray().Select(day => day.ToString()).Distinct().ToArray();
        if (days.Length != 1)
        {
            return null;
        }

        var open = item.GetProperty("open_hours_mon_to_sun")[0].EnumerateArray().Select(pair => (From: Time(pair[0].GetString()!), To: Time(pair[1].GetString()!))).ToArray();
        return open switch
        {
            [var one] => QuietHours.Between(one.To, one.From),
            [var early, var late] when early.From == LocalTime.Midnight && late.To == LocalTime.Midnight => QuietHours.Between(early.To, late.From),
            _ => null,
        };
    }

    private static LocalTime Time(string text) => text is "24:00" ? LocalTime.Midnight : NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static bool IsBlockedOnTheWay(System.Text.Json.JsonElement item, DateTimeZone zone)
    {
        var first = item.Instant("instant").InZone(zone).Date;
        var last = item.Instant("expected").InZone(zone).Date;
        return item.GetProperty("blocked_dates").EnumerateArray().Any(date => CalendarCases.DateOf(date.GetString()!) is var day && day >= first && day <= last);
    }
}
