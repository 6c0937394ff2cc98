using CrmKit.Calendars;
using FsCheck.Fluent;
using NodaTime.TimeZones;

namespace CrmKit.Engines.Tests;

public sealed class RecurrenceZoneTests
{
    private static readonly LocalTimeResolver[] Resolvers =
    [
        new(GapPolicy.ShiftForward, OverlapPolicy.First), new(GapPolicy.Skip, OverlapPolicy.Second), new(GapPolicy.ShiftForward, OverlapPolicy.Second), new(GapPolicy.Skip, OverlapPolicy.First),
    ];

    private static readonly Instant First = Instant.FromUtc(1890, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2038, 1, 1, 0, 0);

    [Fact]
    public void Daily_and_hourly_rules_around_every_transition_of_every_zone_equal_a_walk_hour_by_hour()
    {
        var transitions = 0;
        foreach (var zone in Zones())
        {
            foreach (var stretch in zone.GetZoneIntervals(First, Last).Where(stretch => stretch.HasStart && stretch.Start > First))
            {
                transitions++;
                CompareAround(zone, stretch, transitions);
            }
        }

        Assert.True(transitions > 20_000, $"only {transitions} transitions");
    }

    [Fact]
    public void Random_rules_in_zones_equal_the_slow_walk_and_ascend() => Law.Holds(
        from given in RandomRules.Any
        from zone in Gen.Elements(Zones().AsEnumerable())
        from resolver in Gen.Elements(Resolvers)
        from pick in Gen.Choose(0, 1_000_000)
        select (given.Start, given.Rule, Zone: zone, Resolver: resolver, Pick: pick),
        given =>
        {
            var start = NearTransition(given.Zone, given.Start, given.Pick);
            var rule = given.Pick % 7 == 0 && given.Rule is { Count: null, Until: null }
                ? given.Rule with { Until = RecurrenceUntil.At(start.PlusDays(given.Pick % 300).InUtc().ToInstant()) }
                : given.Rule;
            var days = rule.Frequency switch
            {
                RecurrenceFrequency.Secondly => 1,
                RecurrenceFrequency.Minutely => 4,
                RecurrenceFrequency.Hourly => 200,
                _ => 1500,
            };

            // Days after the end, so that what a transition moves across it is not missed.
            var end = start.PlusDays(days);
            var limit = end.PlusDays(-1).InZoneLeniently(given.Zone).ToInstant();
            var slow = RecurrenceOracle.Zoned(rule, start, end.PlusDays(2), given.Zone, given.Resolver).Where(time => time.ToInstant() < limit).ToList();
            var zoned = new Recurrence(start, rule).InZone(given.Zone, given.Resolver);
            var fast = zoned.Occurrences.TakeWhile(time => time.ToInstant() < limit).ToList();
            Assert.Equal(slow, fast);
            AssertSeeks(zoned, fast);
        },
        tests: 600);

    [Fact]
    public void Fifty_years_of_days_do_not_drift()
    {
        foreach (var id in new[] { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Pacific/Apia" })
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            var (start, end) = (new LocalDateTime(1980, 1, 1, 2, 30), new LocalDate(2030, 1, 1));
            var recurrence = new Recurrence(start, RecurrenceRule.Parse("FREQ=DAILY")).InZone(zone, Resolvers[0]);
            var day = start.Date;
            var shifted = 0;
            foreach (var time in recurrence.Occurrences)
            {
                if (day >= end)
                {
                    break;
                }

                // A day that the zone left out falls together with the next.
                day = zone.MapLocal(day + start.TimeOfDay).Count == 0 && time.Date > day ? time.Date : day;
                Assert.Equal(day, time.Date);
                shifted += time.TimeOfDay == start.TimeOfDay ? 0 : 1;
                Assert.True(time.TimeOfDay == start.TimeOfDay || zone.MapLocal(day + start.TimeOfDay).Count == 0, $"{id} {time}");
                day = day.PlusDays(1);
            }

            Assert.Equal(end, day);
            Assert.InRange(shifted, 0, 60);
        }
    }

    [Fact]
    public void A_day_that_a_zone_left_out_is_one_with_the_next_or_does_not_happen()
    {
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var recurrence = new Recurrence(new LocalDateTime(2011, 12, 29, 9, 0), RecurrenceRule.Parse("FREQ=DAILY;COUNT=4"));
        Assert.Equal([29, 31, 1], recurrence.InZone(apia, Resolvers[0]).Occurrences.Select(time => time.Day));
        Assert.Equal([29, 31, 1, 2], recurrence.InZone(apia, Resolvers[1]).Occurrences.Select(time => time.Day));
    }

    [Fact]
    public void Times_of_a_gap_come_among_the_times_after_it()
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var recurrence = new Recurrence(new LocalDateTime(2026, 3, 29, 2, 10), RecurrenceRule.Parse("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=10,30,40;BYSETPOS=1,3,5"));
        var shifted = recurrence.InZone(berlin, Resolvers[0]).Occurrences.Take(4).Select(time => RecurrenceCase.Offset.Format(time));
        Assert.Equal(["2026-03-29T03:10:00+02:00", "2026-03-29T03:30:00+02:00", "2026-03-29T03:40:00+02:00", "2026-03-30T02:10:00+02:00"], shifted);
        Assert.Equal("2026-03-29T03:30:00+02:00", RecurrenceCase.Offset.Format(recurrence.InZone(berlin, Resolvers[1]).Occurrences.First()));
    }

    [Fact]
    public void A_count_in_a_zone_that_swallows_every_instance_ends_with_the_calendar()
    {
        // The first Sunday of October at two o'clock is when Sydney's clocks jump.
        var recurrence = new Recurrence(new LocalDateTime(2023, 10, 1, 2, 0), RecurrenceRule.Parse("FREQ=YEARLY;BYMONTH=10;BYDAY=1SU;COUNT=5"));
        var skipping = recurrence.InZone(DateTimeZoneProviders.Tzdb["Australia/Sydney"], Resolvers[1]);
        Assert.Null(skipping.Next(First, out var end));
        Assert.Equal(RecurrenceEnd.CalendarEnd, end);
    }

    [Fact]
    public void An_end_in_utc_includes_its_own_instant_and_no_later_one()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var start = new LocalDateTime(2026, 3, 27, 2, 30);
        Assert.Equal(3, Count("20260329T013000Z"));
        Assert.Equal(2, Count("20260329T012959Z"));
        Assert.Throws<InvalidOperationException>(() => new Recurrence(start, RecurrenceRule.Parse("FREQ=DAILY;UNTIL=20260329T013000Z")).Next(start));

        int Count(string until) => new Recurrence(start, RecurrenceRule.Parse($"FREQ=DAILY;UNTIL={until}")).InZone(zone, Resolvers[0]).Occurrences.Count();
    }

    [Fact]
    public void Excluded_dates_win_over_added_ones_and_over_shifted_ones()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var start = new LocalDateTime(2026, 3, 28, 2, 30);
        var gap = start.PlusDays(1);
        var recurrence = new Recurrence(start, RecurrenceRule.Parse("FREQ=DAILY;COUNT=3"), [start.PlusHours(5), gap, gap.PlusHours(1)], [gap, start.PlusHours(5)]);
        Assert.Equal([28, 30], recurrence.InZone(zone, Resolvers[0]).Occurrences.Select(time => time.Day));
        Assert.Equal([28, 29, 30, 31], recurrence.InZone(zone, Resolvers[1]).Occurrences.Select(time => time.Day));
    }

    private static IReadOnlyList<DateTimeZone> Zones() => [.. TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Order(StringComparer.Ordinal).Select(id => DateTimeZoneProviders.Tzdb[id])];

    private static LocalDateTime NearTransition(DateTimeZone zone, LocalDateTime start, int pick)
    {
        var at = start.InZoneLeniently(zone).ToInstant();
        var stretch = zone.GetZoneInterval(at);
        if (!stretch.HasEnd || stretch.End > Last)
        {
            return start;
        }

        // A day or so before the next transition, on its very minutes as often as not.
        var local = stretch.IsoLocalEnd.PlusDays(-(pick % 3)).PlusMinutes(pick / 3 % 9 * 15 - 60);
        return local.Date + new LocalTime(local.Hour, local.Minute, pick % 5 == 0 ? local.Second : 0);
    }

    private static void CompareAround(DateTimeZone zone, ZoneInterval stretch, int index)
    {
        // Minutes of a gap, of an overlap, and beside them: the transition's own minute, and half an hour in either direction.
        var local = stretch.IsoLocalStart.PlusMinutes(index % 5 * 20 - 60);
        var start = local.Date.PlusDays(-2) + new LocalTime(local.Hour, local.Minute);
        var (daily, hourly) = (new Recurrence(start, RecurrenceRule.Parse("FREQ=DAILY")), new Recurrence(start, RecurrenceRule.Parse("FREQ=HOURLY")));
        var end = stretch.Start + Duration.FromDays(3);
        for (var pick = 0; pick < 2; pick++)
        {
            var resolver = Resolvers[(index % 2 * 2) + pick];
            Compare(daily, 24, zone, resolver, end);
            Compare(hourly, 1, zone, resolver, end);
        }
    }

    private static void Compare(Recurrence recurrence, int hours, DateTimeZone zone, LocalTimeResolver resolver, Instant end)
    {
        var slow = new SortedDictionary<Instant, OffsetDateTime>();
        for (var hour = 0; hour < 24 * 8; hour += hours)
        {
            if (resolver.Resolve(recurrence.Start.PlusHours(hour), zone) is { } time && time.ToInstant() < end)
            {
                slow[time.ToInstant()] = time;
            }
        }

        var found = 0;
        foreach (var time in recurrence.InZone(zone, resolver).Occurrences)
        {
            if (time.ToInstant() >= end)
            {
                break;
            }

            found++;
            if (!slow.TryGetValue(time.ToInstant(), out var expected) || expected != time)
            {
                Assert.Fail($"{zone.Id} {recurrence.Rule} from {recurrence.Start} {resolver.Gap} {resolver.Overlap}: {time}");
            }
        }

        Assert.True(found == slow.Count, $"{zone.Id} {recurrence.Rule} from {recurrence.Start} {resolver.Gap} {resolver.Overlap}: {found} instead of {slow.Count}");
    }

    private static void AssertSeeks(ZonedRecurrence zoned, List<OffsetDateTime> walk)
    {
        for (var index = 1; index < Math.Min(walk.Count, 200); index++)
        {
            Assert.True(walk[index].ToInstant() > walk[index - 1].ToInstant());
            Assert.Equal(walk[index], zoned.Next(walk[index - 1].ToInstant()));
            Assert.Equal(walk[index], zoned.Next(walk[index].ToInstant() - Duration.Epsilon));
            Assert.Equal(walk[index], zoned.From(walk[index].ToInstant()).First());
        }
    }
}
