using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

/// <summary>Recurrence as RFC 5545 tells it, word by word: every day or second is looked at and asked for each part of the rule. Slow, and independent of the library's way.</summary>
internal static class RecurrenceOracle
{
    /// <summary>The nominal times of a rule from its start to before a time, without UNTIL in UTC and without zones.</summary>
    public static List<LocalDateTime> Nominal(RecurrenceRule rule, LocalDateTime start, LocalDateTime end, Func<LocalDateTime, bool>? happens = null)
    {
        var all = rule.Frequency < RecurrenceFrequency.Daily ? ByUnits(rule, start, end) : ByDays(rule, start, end);
        var times = all.Distinct().Order().Where(time => time >= start && (happens is null || happens(time)));
        times = rule.Until switch
        {
            { Date: { } date } => times.Where(time => time.Date <= date),
            { Time: { } time } => times.Where(found => found <= time),
            _ => times,
        };
        return [.. times.Take(rule.Count ?? int.MaxValue).TakeWhile(time => time < end)];
    }

    public static List<OffsetDateTime> Zoned(RecurrenceRule rule, LocalDateTime start, LocalDateTime end, DateTimeZone zone, LocalTimeResolver resolver) =>
    [
        .. Nominal(rule, start, end, time => resolver.Resolve(time, zone) is not null)
            .Select(time => resolver.Resolve(time, zone)!.Value)
            .Where(time => rule.Until?.Instant is not { } until || time.ToInstant() <= until)
            .DistinctBy(time => time.ToInstant()).OrderBy(time => time.ToInstant()),
    ];

    private static IEnumerable<LocalDateTime> ByDays(RecurrenceRule rule, LocalDateTime start, LocalDateTime end)
    {
        var times = Times(rule, start, 0);
        var periods = new Dictionary<long, SortedSet<LocalDateTime>>();
        for (var year = start.Year - 1; year <= end.Year + (rule.Skip == RecurrenceSkip.Omit ? 0 : 1); year++)
        {
            foreach (var (day, owner) in DaysOf(rule, start, year))
            {
                var period = PeriodOf(rule, owner) - PeriodOf(rule, start.Date);
                if (period % rule.Interval == 0)
                {
                    var set = periods.TryGetValue(period, out var found) ? found : periods[period] = [];
                    set.UnionWith(times.Select(time => day + time));
                }
            }
        }

        return periods.Values.SelectMany(set => Chosen(rule, [.. set]));
    }

    // Days that satisfy the parts, each with a day of the month or year that named it.
    private static IEnumerable<(LocalDate Day, LocalDate Owner)> DaysOf(RecurrenceRule rule, LocalDateTime start, int year)
    {
        for (var day = new LocalDate(year, 1, 1); day.Year == year; day = day.PlusDays(1))
        {
            if (Satisfies(rule, start, day))
            {
                yield return (day, day);
            }

            if (day == new LocalDate(9999, 12, 31))
            {
                break;
            }
        }

        if (rule.Skip == RecurrenceSkip.Omit || rule.Frequency < RecurrenceFrequency.Monthly)
        {
            yield break;
        }

        foreach (var moved in MovedMonthDays(rule, start, year).Concat(MovedYearDays(rule, year)))
        {
            if (rule.ByDay.IsEmpty || rule.ByDay.Any(entry => entry.Ordinal is null && entry.Weekday == moved.Day.DayOfWeek)
                || (!OrdinalOf(rule) && Satisfies(rule, start, moved.Day)))
            {
                yield return moved;
            }
            else if (moved.Day.Month == moved.Owner.Month && moved.Day.Year == moved.Owner.Year && SatisfiesWeekday(rule, start, moved.Day) && !NthOfYear(rule))
            {
                yield return moved;
            }
        }
    }

    private static bool OrdinalOf(RecurrenceRule rule) => rule.ByDay.Any(entry => entry.Ordinal is not null);

    private static bool NthOfYear(RecurrenceRule rule) => rule is { Frequency: RecurrenceFrequency.Yearly, ByMonth.IsEmpty: true } && OrdinalOf(rule);

    private static IEnumerable<(LocalDate Day, LocalDate Owner)> MovedMonthDays(RecurrenceRule rule, LocalDateTime start, int year)
    {
        if (!rule.ByYearDay.IsEmpty || !rule.ByWeekNumber.IsEmpty || NthOfYear(rule))
        {
            yield break;
        }

        var numbers = HasDayPart(rule) ? [.. rule.ByMonthDay] : new[] { start.Day };
        for (var month = 1; month <= 12; month++)
        {
            var length = CalendarSystem.Iso.GetDaysInMonth(year, month);
            var (first, last) = (new LocalDate(year, month, 1), new LocalDate(year, month, length));
            foreach (var number in numbers.Where(number => Math.Abs(number) > length && SatisfiesMonth(rule, start, first)))
            {
                var forward = rule.Skip == RecurrenceSkip.Forward;
                yield return (number > 0 ? (forward ? last.PlusDays(1) : last) : (forward ? first : first.PlusDays(-1)), first);
            }
        }
    }

    private static IEnumerable<(LocalDate Day, LocalDate Owner)> MovedYearDays(RecurrenceRule rule, int year)
    {
        if (CalendarSystem.Iso.IsLeapYear(year) || !rule.ByMonthDay.IsEmpty || !rule.ByWeekNumber.IsEmpty || NthOfYear(rule))
        {
            yield break;
        }

        var (first, last) = (new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));
        var forward = rule.Skip == RecurrenceSkip.Forward;
        if (rule.ByYearDay.Contains(366) && (rule.ByMonth.IsEmpty || rule.ByMonth.Contains(12)))
        {
            yield return (forward ? last.PlusDays(1) : last, last);
        }

        if (rule.ByYearDay.Contains(-366) && (rule.ByMonth.IsEmpty || rule.ByMonth.Contains(1)))
        {
            yield return (forward ? first : first.PlusDays(-1), first);
        }
    }

    private static bool HasDayPart(RecurrenceRule rule) => rule.ByDay.Length + rule.ByMonthDay.Length + rule.ByYearDay.Length + rule.ByWeekNumber.Length > 0;

    private static bool Satisfies(RecurrenceRule rule, LocalDateTime start, LocalDate day)
    {
        if (!SatisfiesMonth(rule, start, day) || !SatisfiesWeekday(rule, start, day))
        {
            return false;
        }

        var length = CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month);
        var inYear = CalendarSystem.Iso.GetDaysInYear(day.Year);
        int[] monthDays = !HasDayPart(rule) && rule.Frequency >= RecurrenceFrequency.Monthly ? [start.Day] : [.. rule.ByMonthDay];
        if (monthDays.Length > 0 && !monthDays.Any(number => number == day.Day || number == day.Day - length - 1))
        {
            return false;
        }

        if (!rule.ByYearDay.IsEmpty && !rule.ByYearDay.Any(number => number == day.DayOfYear || number == day.DayOfYear - inYear - 1))
        {
            return false;
        }

        return rule.ByWeekNumber.IsEmpty || SatisfiesWeek(rule, day);
    }

    private static bool SatisfiesMonth(RecurrenceRule rule, LocalDateTime start, LocalDate day) =>
        rule.ByMonth.IsEmpty ? rule.Frequency != RecurrenceFrequency.Yearly || HasDayPart(rule) || day.Month == start.Month : rule.ByMonth.Contains(day.Month);

    private static bool SatisfiesWeekday(RecurrenceRule rule, LocalDateTime start, LocalDate day)
    {
        if (rule.ByDay.IsEmpty)
        {
            var takesWeekday = rule.Frequency == RecurrenceFrequency.Weekly || rule is { ByWeekNumber.IsEmpty: false, ByMonthDay.IsEmpty: true, ByYearDay.IsEmpty: true };
            return !takesWeekday || day.DayOfWeek == start.DayOfWeek;
        }

        var inYear = rule is { Frequency: RecurrenceFrequency.Yearly, ByMonth.IsEmpty: true };
        var (position, length) = inYear
            ? (day.DayOfYear, CalendarSystem.Iso.GetDaysInYear(day.Year))
            : (day.Day, CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month));
        return rule.ByDay.Any(entry => entry.Weekday == day.DayOfWeek
            && (entry.Ordinal is not { } nth || nth == (position + 6) / 7 || -nth == (length - position + 7) / 7));
    }

    // The week that holds most of its days in a year is that year's; counted from the week of 4 January.
    private static bool SatisfiesWeek(RecurrenceRule rule, LocalDate day)
    {
        var week = WeekStart(rule, day);
        var owner = week.PlusDays(3).Year;
        var first = WeekStart(rule, new LocalDate(owner, 1, 4));
        var next = WeekStart(rule, new LocalDate(owner + 1, 1, 4));
        var number = Period.DaysBetween(first, week) / 7 + 1;
        var count = Period.DaysBetween(first, next) / 7;
        return rule.ByWeekNumber.Any(wanted => wanted == number || wanted == number - count - 1);
    }

    private static LocalDate WeekStart(RecurrenceRule rule, LocalDate day)
    {
        while (day.DayOfWeek != rule.WeekStart)
        {
            day = day.PlusDays(-1);
        }

        return day;
    }

    private static long PeriodOf(RecurrenceRule rule, LocalDate day) => rule.Frequency switch
    {
        RecurrenceFrequency.Daily => Period.DaysBetween(new LocalDate(2, 1, 1), day),
        RecurrenceFrequency.Weekly => Period.DaysBetween(WeekStart(rule, new LocalDate(2, 1, 1)), WeekStart(rule, day)) / 7,
        RecurrenceFrequency.Monthly => day.Year * 12 + day.Month,
        _ => day.Year,
    };

    private static IEnumerable<LocalDateTime> Chosen(RecurrenceRule rule, LocalDateTime[] set) => rule.BySetPosition.IsEmpty
        ? set
        : rule.BySetPosition.Select(position => position > 0 ? position - 1 : set.Length + position).Where(index => index >= 0 && index < set.Length).Select(index => set[index]);

    private static List<LocalTime> Times(RecurrenceRule rule, LocalDateTime start, int hour)
    {
        int[] hours = rule.Frequency < RecurrenceFrequency.Daily ? [hour] : rule.ByHour.IsEmpty ? [start.Hour] : [.. rule.ByHour];
        int[] minutes = rule.ByMinute.IsEmpty ? [start.Minute] : [.. rule.ByMinute];
        int[] seconds = rule.BySecond.IsEmpty ? [start.Second] : [.. rule.BySecond];
        return [.. from h in hours from m in minutes from s in seconds select new LocalTime(h, m, Math.Min(s, 59))];
    }

    private static IEnumerable<LocalDateTime> ByUnits(RecurrenceRule rule, LocalDateTime start, LocalDateTime end)
    {
        var unit = rule.Frequency switch
        {
            RecurrenceFrequency.Hourly => start.Date.At(new LocalTime(start.Hour, 0)),
            RecurrenceFrequency.Minutely => start.Date.At(new LocalTime(start.Hour, start.Minute)),
            _ => start,
        };
        while (unit < end)
        {
            var isIn = Satisfies(rule, start, unit.Date) && (rule.ByHour.IsEmpty || rule.ByHour.Contains(unit.Hour))
                && (rule.Frequency == RecurrenceFrequency.Hourly || rule.ByMinute.IsEmpty || rule.ByMinute.Contains(unit.Minute))
                && (rule.Frequency != RecurrenceFrequency.Secondly || rule.BySecond.IsEmpty || rule.BySecond.Any(second => Math.Min(second, 59) == unit.Second));
            if (isIn)
            {
                foreach (var time in Chosen(rule, [.. Within(rule, start, unit).Distinct().Order()]))
                {
                    yield return time;
                }
            }

            unit = rule.Frequency switch
            {
                RecurrenceFrequency.Hourly => unit.PlusHours(rule.Interval),
                RecurrenceFrequency.Minutely => unit.PlusMinutes(rule.Interval),
                _ => unit.PlusSeconds(rule.Interval),
            };
        }
    }

    private static IEnumerable<LocalDateTime> Within(RecurrenceRule rule, LocalDateTime start, LocalDateTime unit)
    {
        int[] seconds = rule.BySecond.IsEmpty ? [start.Second] : [.. rule.BySecond.Select(second => Math.Min(second, 59))];
        return rule.Frequency switch
        {
            RecurrenceFrequency.Hourly => Times(rule, start, unit.Hour).Select(time => unit.Date + time),
            RecurrenceFrequency.Minutely => seconds.Select(second => unit.PlusSeconds(second)),
            _ => [unit],
        };
    }
}
