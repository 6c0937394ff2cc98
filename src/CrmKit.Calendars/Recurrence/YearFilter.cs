using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CrmKit.Calendars;

/// <summary>The parts of a rule that look at a whole year: BYYEARDAY, BYWEEKNO, and the n-th weekday of the year.</summary>
internal sealed class YearFilter(RecurrenceRule rule, ImmutableArray<RecurrenceDay> weekdays)
{
    private readonly DaySet[] _byYearDay = [OfYearDays(rule, 365), OfYearDays(rule, 366)];
    private readonly int _weekStart = (int)rule.WeekStart - 1;

    // Two threads may both work a year out; they find the same, so that either may be kept.
    private readonly StrongBox<DaySet>?[] _known = new StrongBox<DaySet>?[7 * 8];

    /// <summary>The days of a calendar year, bit d for its d-th: years of equal shape, between neighbours of equal length, have the same.</summary>
    public ref readonly DaySet DaysOf(int year)
    {
        var shape = DayNumbers.Weekday(DayNumbers.Of(year, 1, 1)) * 8 + Bit(year, 4) + Bit(year - 1, 2) + Bit(year + 1, 1);
        var known = Volatile.Read(ref _known[shape]);
        if (known is null)
        {
            known = new StrongBox<DaySet>(WorkOut(year));
            Volatile.Write(ref _known[shape], known);
        }

        return ref known.Value;

        static int Bit(int year, int bit) => DayNumbers.IsLeap(year) ? bit : 0;
    }

    private DaySet WorkOut(int year)
    {
        var length = DayNumbers.DaysInYear(year);
        var first = DayNumbers.Of(year, 1, 1);
        var days = rule.ByYearDay.IsEmpty ? Whole(length) : _byYearDay[length - 365];
        if (!rule.ByWeekNumber.IsEmpty)
        {
            days.IntersectWith(OfWeeks(year, first, length));
        }

        if (!weekdays.IsEmpty)
        {
            days.IntersectWith(OfWeekdays(DayNumbers.Weekday(first), length));
        }

        return days;
    }

    private static DaySet Whole(int length)
    {
        var days = default(DaySet);
        days.AddRange(1, length);
        return days;
    }

    private static DaySet OfYearDays(RecurrenceRule rule, int length)
    {
        var days = default(DaySet);
        foreach (var number in rule.ByYearDay)
        {
            var day = number > 0 ? number : length + 1 + number;
            if (day >= 1 && day <= length)
            {
                days.Add(day);
            }
            else if (rule.Skip == RecurrenceSkip.Backward && day > length && MovesYearDays(rule))
            {
                days.Add(length);
            }
            else if (rule.Skip == RecurrenceSkip.Forward && day < 1 && MovesYearDays(rule))
            {
                days.Add(1);
            }
        }

        return days;
    }

    /// <summary>Day 366 of a common year is a date that SKIP moves only where no other part could have asked for a date that exists.</summary>
    public static bool MovesYearDays(RecurrenceRule rule) =>
        rule is { Frequency: RecurrenceFrequency.Yearly, ByMonthDay.IsEmpty: true, ByWeekNumber.IsEmpty: true };

    private DaySet OfWeeks(int year, int first, int length)
    {
        var days = default(DaySet);

        // The calendar year's first days may lie in the last week of the year before, its last ones in week 1 of the next.
        for (var owner = year - 1; owner <= year + 1; owner++)
        {
            var start = FirstWeekOf(owner);
            var weeks = (FirstWeekOf(owner + 1) - start) / 7;
            foreach (var number in rule.ByWeekNumber)
            {
                var week = number > 0 ? number : weeks + 1 + number;
                if (week >= 1 && week <= weeks)
                {
                    var bit = start + 7 * (week - 1) - first + 1;
                    days.AddRange(Math.Max(bit, 1), Math.Min(bit + 6, length));
                }
            }
        }

        return days;
    }

    // Week 1 is the one that holds 4 January, wherever weeks begin.
    private int FirstWeekOf(int year)
    {
        var fourth = DayNumbers.Of(year, 1, 4);
        return fourth - (DayNumbers.Weekday(fourth) - _weekStart + 7) % 7;
    }

    private DaySet OfWeekdays(int firstWeekday, int length)
    {
        var days = default(DaySet);
        foreach (var day in weekdays)
        {
            var first = 1 + ((int)day.Weekday - 1 - firstWeekday + 7) % 7;
            var count = (length - first) / 7 + 1;
            if (day.Ordinal is not { } ordinal)
            {
                for (var bit = first; bit <= length; bit += 7)
                {
                    days.Add(bit);
                }
            }
            else if (Math.Abs(ordinal) <= count)
            {
                days.Add(first + 7 * (ordinal > 0 ? ordinal - 1 : count + ordinal));
            }
        }

        return days;
    }
}
