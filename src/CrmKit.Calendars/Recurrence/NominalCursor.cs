using System.Numerics;

namespace CrmKit.Calendars;

/// <summary>Walks the wall-clock times of a rule, ascending and distinct, from any time on. A value: a copy walks on by itself, and nothing is allocated.</summary>
internal struct NominalCursor
{
    private readonly NominalRule _rule;
    private readonly DayRolling? _rolling;
    private NominalRule.YearDays _year;
    private NominalRule.UnitMonth _unitMonth;
    private int _month;
    private int _firstDay;
    private uint _days;
    private int _day;
    private int _rolledDay;
    private int _time;
    private readonly long _from;

    /// <summary>A cursor before the first time at or after <paramref name="from"/>.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="from">Wall-clock seconds; where days are moved, of the day moved to.</param>
    /// <param name="rolls">Whether days are moved at all.</param>
    public NominalCursor(NominalRule rule, long from, bool rolls = true)
    {
        _rule = rule;
        _rolling = rolls ? rule.Rolling : null;
        _rolledDay = int.MinValue;
        if (rule.Times.Length == 0)
        {
            End = RecurrenceEnd.CalendarEnd;
            return;
        }

        _from = from;
        if (from - DayRolling.Reach * (long)DayNumbers.SecondsPerDay > rule.Last)
        {
            End = rule.LastReason;
            return;
        }

        if (_rolling is not null && from > rule.Start)
        {
            from = (long)_rolling.FirstSource(DayNumbers.DayOf(from)) * DayNumbers.SecondsPerDay;
        }

        from = Math.Max(from, rule.Start);
        Nominal = from - 1;
        if (from > rule.Last)
        {
            End = rule.LastReason;
        }
        else if (!rule.IsByUnits && !rule.IsByPeriods)
        {
            Enter(from);
        }
    }

    /// <summary>The time that the rule names; before the first, a second before where the search began.</summary>
    public long Nominal { get; private set; }

    /// <summary>The time after its day was moved to a business day.</summary>
    public readonly long Current => _rolling is null ? Nominal : Nominal + (long)(_rolledDay - _day) * DayNumbers.SecondsPerDay;

    public RecurrenceEnd End { get; private set; }

    /// <summary>The next time, or the reason why there is none.</summary>
    public bool MoveNext()
    {
        if (_rolling is null)
        {
            return Step();
        }

        // Days that could have moved to the first one wanted did not all do so.
        while (Step())
        {
            if (Current >= _from)
            {
                return true;
            }
        }

        return false;
    }

    private bool Step()
    {
        if (End != RecurrenceEnd.None)
        {
            return false;
        }

        // The other times of a day: the way that most steps of most rules with several times a day take.
        if (++_time < _rule.Times.Length && !_rule.IsByUnits && !_rule.IsByPeriods)
        {
            return Reach((long)_day * DayNumbers.SecondsPerDay + _rule.Times[_time]);
        }

        return _rule.IsByUnits ? NextUnit() : _rolling is null ? NextDay() : NextRolledDay();
    }

    /// <summary>Passes over so many times without telling them one by one, where that can be.</summary>
    public bool Skip(long count)
    {
        if (End != RecurrenceEnd.None)
        {
            return count == 0;
        }

        if (_rule.IsByUnits || _rule.IsByPeriods)
        {
            return SkipOneByOne(count);
        }

        var left = Math.Max(0, _rule.Times.Length - 1 - _time);
        if (count <= left)
        {
            _time += (int)count;
            return true;
        }

        count -= left;
        _time = _rule.Times.Length;
        while (count >= (long)BitOperations.PopCount(_days) * _rule.Times.Length)
        {
            count -= (long)BitOperations.PopCount(_days) * _rule.Times.Length;
            _days = 0;
            if (!NextMonth())
            {
                return false;
            }
        }

        for (; count >= _rule.Times.Length; count -= _rule.Times.Length)
        {
            _days &= _days - 1;
        }

        return SkipOneByOne(count);
    }

    private bool SkipOneByOne(long count)
    {
        for (var work = 0; count > 0; count--)
        {
            if (++work > NominalRule.PeriodsLimit)
            {
                End = RecurrenceEnd.WorkLimit;
                return false;
            }

            if (!MoveNext())
            {
                return false;
            }
        }

        return true;
    }

    // Stands before the first time at or after `from` in its own month.
    private void Enter(long from)
    {
        var day = DayNumbers.DayOf(from);
        var month = DayNumbers.MonthOf(day);
        _time = _rule.Times.Length;
        if (_rule.NextMonth(month) != month)
        {
            _month = month;
            return;
        }

        SetMonth(month);
        var bit = day - _firstDay + 1;
        var isOn = (_days >> bit & 1) != 0;
        _days &= uint.MaxValue << bit;
        if (!isOn)
        {
            return;
        }

        // The first day may have times before `from`.
        var second = from - (long)day * DayNumbers.SecondsPerDay;
        var times = _rule.Times;
        var time = NominalRule.UpTo(times, second - 1);
        if (time > 0)
        {
            _days &= ~(1u << bit);
            (_day, _time) = (day, time - 1);

            // A day all of whose times are over keeps no other from the day that it would have moved to.
            _rolledDay = time < times.Length ? _rolling?.Roll(day) ?? int.MinValue : int.MinValue;
            if (_rolledDay == int.MinValue && _rolling is not null)
            {
                _time = times.Length;
            }
        }
    }

    private bool NextDay()
    {
        if (_rule.IsByPeriods)
        {
            return NextInPeriods();
        }

        while (_days == 0)
        {
            if (!NextMonth())
            {
                return false;
            }
        }

        _day = _firstDay + BitOperations.TrailingZeroCount(_days) - 1;
        _days &= _days - 1;
        _time = 0;
        return Reach((long)_day * DayNumbers.SecondsPerDay + _rule.Times[0]);
    }

    private bool NextRolledDay()
    {
        for (var work = 0; NextDay();)
        {
            if (work > Recurrence.WorkLimit)
            {
                return Stop(RecurrenceEnd.WorkLimit);
            }

            // Days that move to one day are one, the first of them.
            _day = DayNumbers.DayOf(Nominal);
            var rolled = _rolling!.Roll(_day);
            if (rolled > _rolledDay)
            {
                _rolledDay = rolled.Value;
                return true;
            }

            // A day that finds no business day has looked at all within reach.
            work += rolled is null && _rolling.Moves ? DayRolling.Reach : 1;

            _time = _rule.Times.Length;
        }

        return false;
    }

    private bool NextMonth()
    {
        var month = _month;
        do
        {
            month = _rule.NextMonth(_rule.NextAlignedMonth(month + 1));
            if (month > DayNumbers.LastMonth)
            {
                return Stop(RecurrenceEnd.CalendarEnd);
            }

            SetMonth(month);
            if ((long)_firstDay * DayNumbers.SecondsPerDay > _rule.Last)
            {
                return Stop(_rule.LastReason);
            }
        }
        while (_days == 0);
        return true;
    }

    private void SetMonth(int month)
    {
        _month = month;
        _firstDay = DayNumbers.FirstOfMonth(month);
        _days = _rule.DaysOf(month, _firstDay, ref _year);
    }

    private bool NextInPeriods()
    {
        var next = _rule.NextByPeriods(Nominal, ref _year);
        return next == long.MaxValue ? Stop(RecurrenceEnd.CalendarEnd) : Reach(next);
    }

    private bool NextUnit()
    {
        var work = Recurrence.WorkLimit;
        var next = _rule.NextByUnits(Nominal, ref _year, ref _unitMonth, ref work);
        return next == long.MaxValue ? Stop(work < 0 ? RecurrenceEnd.WorkLimit : _rule.LastReason) : Reach(next);
    }

    private bool Reach(long nominal)
    {
        if (nominal > _rule.Last)
        {
            return Stop(_rule.LastReason);
        }

        Nominal = nominal;
        return true;
    }

    private bool Stop(RecurrenceEnd reason)
    {
        End = reason;
        return false;
    }
}
