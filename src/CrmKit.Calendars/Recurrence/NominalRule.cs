using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>A rule bound to its start, in whole numbers: what a cursor reads. Times are wall-clock seconds, not yet those of a zone.</summary>
/// <remarks>
/// Three ways of walking. By months: a bit for each day of the month, and the same times on each of them; every rule of days or longer without BYSETPOS, or
/// whose positions depend on the month's shape or the day's times alone. By periods: what else has BYSETPOS. By units: hours, minutes and seconds.
/// </remarks>
internal sealed partial class NominalRule
{
    private readonly RecurrenceRule _rule;
    private readonly MonthTable _table;
    private readonly YearFilter? _yearFilter;
    private readonly int _months;
    private readonly int _startMonth;
    private readonly int _startDay;

    public NominalRule(RecurrenceRule rule, LocalDateTime start, DayRolling? rolling)
    {
        _rule = rule;
        Rolling = rolling;
        Start = DayNumbers.SecondsOf(start);
        _startDay = DayNumbers.DayOf(Start);
        _startMonth = DayNumbers.MonthOf(_startDay);

        // RFC 5545: information that is not in the rule is taken from the start.
        var (months, monthDays, days) = (rule.ByMonth, rule.ByMonthDay, rule.ByDay);
        if (!rule.HasDayPart && rule.Frequency is RecurrenceFrequency.Yearly or RecurrenceFrequency.Monthly)
        {
            monthDays = rule.HasDayPart ? monthDays : [start.Day];
            months = rule.Frequency == RecurrenceFrequency.Yearly && months.IsEmpty && !rule.HasDayPart ? [start.Month] : months;
        }

        var lacksWeekday = rule.Frequency == RecurrenceFrequency.Weekly || rule is { ByWeekNumber.IsEmpty: false, ByMonthDay.IsEmpty: true, ByYearDay.IsEmpty: true };
        days = days.IsEmpty && lacksWeekday ? [start.DayOfWeek] : days;

        _months = months.IsEmpty ? 0xFFF : months.Aggregate(0, (bits, month) => bits | 1 << month - 1);
        var nthOfYear = rule is { Frequency: RecurrenceFrequency.Yearly, ByMonth.IsEmpty: true } && days.Any(day => day.Ordinal is not null);
        var movesMonthDays = rule is { ByYearDay.IsEmpty: true, ByWeekNumber.IsEmpty: true, Frequency: RecurrenceFrequency.Monthly or RecurrenceFrequency.Yearly };
        _table = new MonthTable(monthDays, nthOfYear ? [] : days, movesMonthDays && !nthOfYear ? rule.Skip : RecurrenceSkip.Omit);
        _yearFilter = nthOfYear || !rule.ByYearDay.IsEmpty || !rule.ByWeekNumber.IsEmpty ? new YearFilter(rule, nthOfYear ? days : []) : null;
        _weekdays = days.Aggregate(0, (bits, day) => bits | 1 << (int)day.Weekday - 1);
        _movesYearDays = YearFilter.MovesYearDays(rule) && !nthOfYear;

        Times = TimesOf(rule, start);
        (_unit, _step) = UnitOf(rule);
        _hours = Bits(rule.ByHour);
        _minutes = Bits(rule.ByMinute);
        _seconds = Bits([.. rule.BySecond.Select(second => Math.Min(second, 59))]);
        IsByUnits = rule.Frequency < RecurrenceFrequency.Daily;
        ApplyPositions();
        CheckRolling(nameof(rolling));
        _meetsNoUnit = IsByUnits && !MeetsUnit();

        (Last, LastReason) = (Ending(long.MaxValue), RecurrenceEnd.CalendarEnd);
        if (rule.Until is { Instant: null } until)
        {
            SetLast(until.Date is { } date ? DayNumbers.SecondsOf(date.AtMidnight()) + DayNumbers.SecondsPerDay - 1 : DayNumbers.SecondsOf(until.Time!.Value));
        }

        if (rule.Count is { } count)
        {
            BoundByCount(count);
        }
    }

    /// <summary>A copy that ends elsewhere.</summary>
    private NominalRule(NominalRule other, long last, RecurrenceEnd reason)
    {
        (_rule, _table, _yearFilter, _months, _startMonth, _startDay) = (other._rule, other._table, other._yearFilter, other._months, other._startMonth, other._startDay);
        (_weekdays, _movesYearDays, _unit, _step, _hours, _minutes, _seconds) = (other._weekdays, other._movesYearDays, other._unit, other._step, other._hours, other._minutes, other._seconds);
        (Rolling, Start, Times, Positions, IsByUnits) = (other.Rolling, other.Start, other.Times, other.Positions, other.IsByUnits);
        (_leastPosition, _meetsNoUnit) = (other._leastPosition, other._meetsNoUnit);
        (Last, LastReason) = (last, reason);
    }

    /// <summary>The start, in wall-clock seconds.</summary>
    public long Start { get; }

    /// <summary>Seconds of the day, or of the hour or minute for rules of hours or minutes; ascending.</summary>
    public int[] Times { get; private set; }

    /// <summary>Positions that are chosen period by period; empty where none are, or where they were applied beforehand.</summary>
    public ImmutableArray<int> Positions { get; private set; } = [];

    public bool IsByUnits { get; }

    public bool IsByPeriods => !Positions.IsEmpty;

    /// <summary>The last nominal time that may occur, and why there is none after it.</summary>
    public long Last { get; private set; }

    public RecurrenceEnd LastReason { get; private set; }

    /// <summary>How days on which the business is closed are moved; <c>null</c> where they are not.</summary>
    public DayRolling? Rolling { get; }

    /// <summary>The same rule without an end.</summary>
    public NominalRule Endless() => EndingAt(Ending(long.MaxValue), RecurrenceEnd.CalendarEnd);

    /// <summary>The same rule with another end.</summary>
    public NominalRule EndingAt(long last, RecurrenceEnd reason) => new(this, last, reason);

    private static long Ending(long last) => Math.Min(last, (DayNumbers.Last + 1L) * DayNumbers.SecondsPerDay - 1);

    private void SetLast(long last) => (Last, LastReason) = (last, RecurrenceEnd.Finished);

    private static int[] TimesOf(RecurrenceRule rule, LocalDateTime start)
    {
        int[] hours = rule.Frequency < RecurrenceFrequency.Daily ? [0] : Or(rule.ByHour, start.Hour);
        int[] minutes = rule.Frequency < RecurrenceFrequency.Hourly ? [0] : Or(rule.ByMinute, start.Minute);
        int[] seconds = rule.Frequency < RecurrenceFrequency.Minutely ? [0] : [.. Or(rule.BySecond, start.Second).Select(second => Math.Min(second, 59)).Distinct()];
        return [.. from hour in hours from minute in minutes from second in seconds select hour * 3600 + minute * 60 + second];
    }

    private static int[] Or(ImmutableArray<int> values, int fallback) => values.IsEmpty ? [fallback] : [.. values];

    private static ulong Bits(ImmutableArray<int> values) => values.IsEmpty ? ulong.MaxValue : values.Aggregate(0UL, (bits, value) => bits | 1UL << value);

    // Where a period's times, or a month's days, are the same whenever its shape is, positions are taken once and for all.
    private void ApplyPositions()
    {
        if (_rule.BySetPosition.IsEmpty)
        {
            return;
        }

        if (_rule.Frequency <= RecurrenceFrequency.Daily)
        {
            Times = [.. IndicesOf(_rule.BySetPosition, Times.Length).Select(index => Times[index])];
        }
        else if (_rule.Frequency == RecurrenceFrequency.Monthly && Times.Length == 1)
        {
            _table.KeepPositions(_rule.BySetPosition);
        }
        else
        {
            Positions = _rule.BySetPosition;
            _leastPosition = Positions.Min(Math.Abs);
        }
    }

    private void CheckRolling(string name)
    {
        if (Rolling is not null && (IsByUnits || (IsByPeriods && Times.Length > 1)))
        {
            throw new ArgumentException("A rule can be moved off closed days where each of its days has the same times: not with FREQ below DAILY, nor with BYSETPOS among several times of a day.", name);
        }
    }
}
