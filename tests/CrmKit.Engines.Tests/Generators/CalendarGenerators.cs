using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Generators of calendars, hours and stretches of time, and the zones that they are tried in.</summary>
internal static class CalendarGenerators
{
    private const int MinutesPerDay = 24 * 60;

    /// <summary>Every zone that NodaTime knows, aliases included.</summary>
    public static IReadOnlyList<DateTimeZone> AllZones { get; } = [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])];

    public static Gen<DateTimeZone> Zones { get; } = Gen.Elements(AllZones.AsEnumerable());

    public static Gen<LocalDate> Dates { get; } = Gen.Choose(0, 365 * 150).Select(days => new LocalDate(1950, 1, 1).PlusDays(days));

    public static Gen<WeekMask> WeekMasks { get; } = Gen.Choose(1, 127).Select(bits => new WeekMask(Enumerable.Range(0, 7).Where(day => (bits >> day & 1) == 1).Select(day => (IsoDayOfWeek)(day + 1))));

    /// <summary>A date, and closed days within some weeks of it, now and then more than a month of them in a row.</summary>
    public static Gen<(LocalDate Date, LocalDate[] Closed)> DatesWithClosedDays { get; } =
        from date in Dates
        from single in Gen.Choose(-40, 40).ListOf()
        from run in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 75)))
        from offset in Gen.Choose(-60, 5)
        select (date, single.Concat(Enumerable.Range(offset, run)).Select(date.PlusDays).ToArray());

    /// <summary>Stretches on whole minutes, some of them past midnight, some of them touching it.</summary>
    public static Gen<DailyHours> DailyHours { get; } =
        from start in Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Choose(0, MinutesPerDay - 1)))
        from length in Gen.Choose(1, MinutesPerDay - 1)
        from isToMidnight in Gen.Frequency((1, Gen.Constant(true)), (5, Gen.Constant(false)))
        let until = isToMidnight && start > 0 ? 0 : (start + length) % MinutesPerDay
        select new DailyHours(LocalTime.Midnight.PlusMinutes(start), LocalTime.Midnight.PlusMinutes(until));

    /// <summary>Weeks as stretches and the days on which each begins.</summary>
    public static Gen<(WeekMask Days, DailyHours Hours)[]> Weeks { get; } =
        from count in Gen.Choose(0, 4)
        from stretches in (from days in WeekMasks from hours in DailyHours select (days, hours)).ListOf(count)
        select stretches.ToArray();

    /// <summary>Instants from which a few days hold a change of the zone's clock, since offsets are whole minutes everywhere (Liberia was the last, in 1972).</summary>
    public static Gen<(DateTimeZone Zone, Instant At)> NearTransitions { get; } =
        from zone in Zones
        from year in Gen.Choose(1973, 2036)
        from minutes in Gen.Choose(-3 * MinutesPerDay, MinutesPerDay)
        let newYear = Instant.FromUtc(year, 1, 1, 0, 0)
        let interval = zone.GetZoneInterval(newYear)
        let change = interval.HasEnd && interval.End < Instant.FromUtc(2037, 1, 1, 0, 0) ? interval.End : newYear
        select (zone, change + Duration.FromMinutes(minutes));

    public static WeeklyHours Open(this IEnumerable<(WeekMask Days, DailyHours Hours)> week) =>
        week.Aggregate(WeeklyHours.Closed, (hours, stretch) => hours.With(stretch.Days, stretch.Hours));

    /// <summary>The instants at which a zone changes its offset.</summary>
    public static IEnumerable<Instant> Transitions(this DateTimeZone zone, int firstYear, int lastYear)
    {
        var first = Instant.FromUtc(firstYear, 1, 1, 0, 0);
        return zone.GetZoneIntervals(first, Instant.FromUtc(lastYear + 1, 1, 1, 0, 0)).Where(stretch => stretch.HasStart && stretch.Start > first).Select(stretch => stretch.Start);
    }
}
