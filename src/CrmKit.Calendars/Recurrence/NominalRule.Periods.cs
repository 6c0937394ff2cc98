using System.Numerics;

namespace CrmKit.Calendars;

internal sealed partial class NominalRule
{
    private int _leastPosition;

    // A period that is long enough for its nearest position, from either end: some rules have none.
    private bool MayMeetPositions => _leastPosition <= Times.Length * (_rule.Frequency switch
    {
        RecurrenceFrequency.Weekly => BitOperations.PopCount((uint)_weekdays),
        RecurrenceFrequency.Monthly => 31,
        _ => 367,
    });

    /// <summary>The first time after <paramref name="after"/> in a rule whose positions are chosen period by period; <see cref="long.MaxValue"/> for none.</summary>
    public long NextByPeriods(long after, ref YearDays year)
    {
        // A day that SKIP moved out of its period may lie among the days of a neighbour.
        var period = Math.Max(0, PeriodOf(DayNumbers.DayOf(after)) - (LeavesMonths ? 1 : 0));
        var best = long.MaxValue;
        for (; MayMeetPositions; period++)
        {
            var first = FirstDayOf(period);
            if (first > DayNumbers.Last + 1L || best < (first - 1) * DayNumbers.SecondsPerDay)
            {
                return best;
            }

            best = Math.Min(best, FirstAfter((int)first, after, ref year));
            if (best != long.MaxValue && !LeavesMonths)
            {
                return best;
            }
        }

        return best;
    }

    private long PeriodOf(int day)
    {
        var distance = _rule.Frequency switch
        {
            RecurrenceFrequency.Weekly => (WeekOf(day) - WeekOf(_startDay)) / 7,
            RecurrenceFrequency.Monthly => DayNumbers.MonthOf(day) - _startMonth,
            _ => DayNumbers.MonthOf(day) / 12 - _startMonth / 12,
        };
        return DayNumbers.FloorDivide(distance, _rule.Interval);
    }

    private long FirstDayOf(long period)
    {
        var distance = period * _rule.Interval;
        switch (_rule.Frequency)
        {
            case RecurrenceFrequency.Weekly:
                return WeekOf(_startDay) + 7 * distance;
            case RecurrenceFrequency.Monthly:
                return _startMonth + distance > DayNumbers.LastMonth ? long.MaxValue : DayNumbers.FirstOfMonth((int)(_startMonth + distance));
            default:
                var year = _startMonth / 12 + distance;
                return year > 9999 ? long.MaxValue : DayNumbers.Of((int)year, 1, 1);
        }
    }

    private long FirstAfter(int first, long after, ref YearDays year)
    {
        var days = DaysOfPeriod(first, ref year);
        var total = days.Count() * Times.Length;
        if (total < _leastPosition)
        {
            return long.MaxValue;
        }

        var least = IndexAfter(days, first, after);
        var best = int.MaxValue;
        foreach (var position in Positions)
        {
            var index = position > 0 ? position - 1 : total + position;
            if (index >= least && index < best && index < total)
            {
                best = index;
            }
        }

        return best == int.MaxValue ? long.MaxValue : TimeAt(days, first, best);
    }

    private long TimeAt(in DaySet days, int first, int index) => (first - 1L + days.At(index / Times.Length)) * DayNumbers.SecondsPerDay + Times[index % Times.Length];

    // How many of the period's times are not after the given one.
    private int IndexAfter(in DaySet days, int first, long after)
    {
        var day = DayNumbers.DayOf(after);
        var bit = day - first + 1;
        if (bit < 0)
        {
            return 0;
        }

        if (bit > 367)
        {
            return int.MaxValue;
        }

        var index = days.CountBefore(bit) * Times.Length;
        if (days.Contains(bit))
        {
            index += UpTo(Times, after - (long)day * DayNumbers.SecondsPerDay);
        }

        return index;
    }

    private DaySet DaysOfPeriod(int first, ref YearDays year)
    {
        var days = default(DaySet);
        if (_rule.Frequency == RecurrenceFrequency.Weekly)
        {
            days.Add(DaysOfWeek(first), 0);
            return days;
        }

        var month = DayNumbers.MonthOf(first);
        if (_rule.Frequency == RecurrenceFrequency.Monthly)
        {
            if ((_months >> month % 12 & 1) != 0)
            {
                days.Add(Own(month, first, ref year), 0);
            }

            return days;
        }

        var firstDay = first;
        for (var end = month + 12; month < end; firstDay += DayNumbers.DaysIn(month), month++)
        {
            if ((_months >> month % 12 & 1) != 0)
            {
                days.Add(Own(month, firstDay, ref year), firstDay - first);
            }
        }

        AddMovedYearDays(ref days, first, month / 12 - 1);
        return days;
    }

    private uint DaysOfWeek(int first)
    {
        // Monday's bit is the lowest of seven; turned so that the week's own first day is, one place up.
        var turn = (int)_rule.WeekStart - 1;
        var days = (uint)((_weekdays | _weekdays << 7) >> turn & 0x7F) << 1;
        if (_months == 0xFFF)
        {
            return days;
        }

        var (year, month, day) = DayNumbers.Split(first);
        var own = DayNumbers.DaysIn(year * 12 + month - 1) - day + 1;
        var inFirst = own >= 7 ? 0xFFu : (1u << (own + 1)) - 1;
        return ((_months >> (month - 1) & 1) != 0 ? days & inFirst : 0) | ((_months >> month % 12 & 1) != 0 ? days & ~inFirst : 0);
    }

    private void AddMovedYearDays(ref DaySet days, int first, int year)
    {
        if (!LeavesYears)
        {
            return;
        }

        if (LendsOver(year, year * 12 + 11, first + 365, RecurrenceSkip.Forward))
        {
            days.Add(366);
        }

        if (LendsOver(year, year * 12, first - 1, RecurrenceSkip.Backward))
        {
            days.Add(0);
        }
    }
}
