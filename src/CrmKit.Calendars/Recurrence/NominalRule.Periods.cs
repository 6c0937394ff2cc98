namespace CrmKit.Calendars;

internal sealed partial class NominalRule
{
    /// <summary>The first time after <paramref name="after"/> in a rule whose positions are chosen period by period; <see cref="long.MaxValue"/> for none.</summary>
    public long NextByPeriods(long after, ref YearDays year)
    {
        // A day that SKIP moved out of its period may lie among the days of a neighbour.
        var period = Math.Max(0, PeriodOf(DayNumbers.DayOf(after)) - (LeavesMonths ? 1 : 0));
        var best = long.MaxValue;
        for (; ; period++)
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

        return best == int.MaxValue ? long.MaxValue : (first - 1L + days.At(best / Times.Length)) * DayNumbers.SecondsPerDay + Times[best % Times.Length];
    }

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
            var second = (int)(after - (long)day * DayNumbers.SecondsPerDay);
            foreach (var time in Times)
            {
                index += time <= second ? 1 : 0;
            }
        }

        return index;
    }

    private DaySet DaysOfPeriod(int first, ref YearDays year)
    {
        var days = default(DaySet);
        if (_rule.Frequency == RecurrenceFrequency.Weekly)
        {
            for (var bit = 1; bit <= 7; bit++)
            {
                var day = first + bit - 1;
                if ((_weekdays >> DayNumbers.Weekday(day) & 1) != 0 && (_months >> DayNumbers.MonthOf(day) % 12 & 1) != 0)
                {
                    days.Add(bit);
                }
            }

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
