using System.Numerics;

namespace CrmKit.Calendars;

internal sealed partial class NominalRule
{
    /// <summary>No further month: larger than every month of the calendar.</summary>
    public const int NoMonth = int.MaxValue / 2;

    private readonly int _weekdays;
    private readonly bool _movesYearDays;

    private bool LeavesMonths => _table.LeavesForward || _table.LeavesBackward || LeavesYears;

    // BYYEARDAY=366 in a common year, moved to the next 1 January; -366 to the 31 December before.
    private bool LeavesYears => _movesYearDays
        && ((_rule.Skip == RecurrenceSkip.Forward && _rule.ByYearDay.Contains(366)) || (_rule.Skip == RecurrenceSkip.Backward && _rule.ByYearDay.Contains(-366)));

    private bool IsEveryDay => _rule.Frequency <= RecurrenceFrequency.Weekly;

    /// <summary>The first month at or after <paramref name="month"/> that may hold a day of the rule.</summary>
    public int NextMonth(int month)
    {
        if (!LeavesMonths)
        {
            return NextScheduled(month);
        }

        // A scheduled month may lend a day to either neighbour.
        return Math.Max(month, NextScheduled(month - 1) - 1);
    }

    /// <summary>The days of a month, bit d for its d-th.</summary>
    public uint DaysOf(int month, int firstDay, ref YearDays year)
    {
        var days = 0u;
        if (!LeavesMonths || NextScheduled(month) == month)
        {
            days = Own(month, firstDay, ref year) & MonthTable.Inside(DayNumbers.DaysIn(month));
        }

        if (LeavesMonths)
        {
            days |= Lent(month, firstDay, ref year);
        }

        return IsEveryDay && _rule.Interval > 1 ? days & Aligned(firstDay, DayNumbers.DaysIn(month)) : days;
    }

    /// <summary>For rules of days and weeks: the month of the first day in step at or after a day, which may lie far away.</summary>
    public int NextAlignedMonth(int month)
    {
        if (!IsEveryDay || IsByUnits || _rule.Interval == 1 || month > DayNumbers.LastMonth)
        {
            return month;
        }

        var (origin, run, period) = Cycle();
        var first = DayNumbers.FirstOfMonth(month);
        var start = origin + DayNumbers.FloorDivide(first - origin, period) * period;
        start = start + run > first ? start : start + period;
        return start <= first ? month : start > DayNumbers.Last ? NoMonth : DayNumbers.MonthOf((int)start);
    }

    // The month's own days, with bits for those that SKIP moved out of it.
    private uint Own(int month, int firstDay, ref YearDays year)
    {
        var days = _table.DaysOf(DayNumbers.Weekday(firstDay), DayNumbers.DaysIn(month));
        return _yearFilter is null ? days : days & year.Slice(_yearFilter, month / 12, firstDay);
    }

    private uint Lent(int month, int firstDay, ref YearDays year)
    {
        var length = DayNumbers.DaysIn(month);
        var days = 0u;
        if (_table.LeavesForward && month > _startMonth - 12 && NextScheduled(month - 1) == month - 1)
        {
            var before = DayNumbers.DaysIn(month - 1);
            days |= (Own(month - 1, firstDay - before, ref year) >> (before + 1) & 1) << 1;
        }

        if (_table.LeavesBackward && NextScheduled(month + 1) == month + 1)
        {
            days |= (Own(month + 1, firstDay + length, ref year) & 1) << length;
        }

        if (LeavesYears && month % 12 == 0 && LendsOver(month / 12 - 1, month - 1, firstDay, RecurrenceSkip.Forward))
        {
            days |= 2;
        }

        return LeavesYears && month % 12 == 11 && LendsOver(month / 12 + 1, month + 1, firstDay + 30, RecurrenceSkip.Backward) ? days | 1u << 31 : days;
    }

    private bool LendsOver(int year, int monthAtEdge, int day, RecurrenceSkip skip) =>
        _rule.Skip == skip && !DayNumbers.IsLeap(year) && NextScheduled(monthAtEdge) == monthAtEdge
        && (_weekdays == 0 || (_weekdays >> DayNumbers.Weekday(day) & 1) != 0);

    private int NextScheduled(int month) => _rule.Frequency switch
    {
        RecurrenceFrequency.Monthly => NextByMonths(month),
        RecurrenceFrequency.Yearly => NextByYears(month),
        _ => month + BitOperations.TrailingZeroCount((_months | _months << 12) >> month % 12),
    };

    private int NextByMonths(int month)
    {
        var next = _startMonth + CeilingMultiple(month - _startMonth, _rule.Interval);

        // The months of the year that are met repeat after twelve steps at most.
        for (var step = 0; step < 12 && next <= DayNumbers.LastMonth + 1; step++, next += _rule.Interval)
        {
            if ((_months >> (int)(next % 12) & 1) != 0)
            {
                return (int)next;
            }
        }

        return NoMonth;
    }

    private int NextByYears(int month)
    {
        var startYear = _startMonth / 12;
        var year = startYear + CeilingMultiple(month / 12 - startYear, _rule.Interval);
        var rest = year == month / 12 ? _months >> month % 12 : 0;
        if (rest != 0)
        {
            return month + BitOperations.TrailingZeroCount(rest);
        }

        year = year == month / 12 ? year + _rule.Interval : year;
        return year > 9999 + 1 ? NoMonth : (int)year * 12 + BitOperations.TrailingZeroCount(_months);
    }

    // Months before the start are no part of the rule, so nothing below zero is in step.
    private static long CeilingMultiple(int distance, int interval) => distance <= 0 ? 0 : (distance + (long)interval - 1) / interval * interval;

    private (long Origin, int Run, long Period) Cycle() => _rule.Frequency == RecurrenceFrequency.Weekly
        ? (WeekOf(_startDay), 7, 7L * _rule.Interval)
        : (_startDay, 1, _rule.Interval);

    private int WeekOf(int day) => day - (DayNumbers.Weekday(day) - ((int)_rule.WeekStart - 1) + 7) % 7;

    private uint Aligned(int firstDay, int length)
    {
        if (IsByUnits)
        {
            return uint.MaxValue;
        }

        var (origin, run, period) = Cycle();
        var start = origin + DayNumbers.FloorDivide(firstDay - origin, period) * period - firstDay + 1;
        var days = 0UL;
        for (; start <= length; start += period)
        {
            var bits = (1UL << run) - 1;
            days |= start >= 0 ? bits << (int)start : start > -run ? bits >> (int)-start : 0;
        }

        return (uint)days;
    }

    /// <summary>The days of the one year that a cursor last looked at.</summary>
    internal struct YearDays
    {
        private DaySet _days;
        private int _year;
        private int _firstDay;
        private bool _isSet;

        public uint Slice(YearFilter filter, int year, int firstDay)
        {
            if (!_isSet || year != _year)
            {
                (_days, _year, _firstDay, _isSet) = (filter.DaysOf(year), year, DayNumbers.Of(year, 1, 1), true);
            }

            return _days.Slice(firstDay - _firstDay);
        }
    }
}
