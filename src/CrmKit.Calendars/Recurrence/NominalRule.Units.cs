using System.Numerics;

namespace CrmKit.Calendars;

internal sealed partial class NominalRule
{
    private readonly int _unit;
    private readonly long _step;
    private readonly ulong _hours;
    private readonly ulong _minutes;
    private readonly ulong _seconds;
    private readonly bool _meetsNoUnit;

    /// <summary>The second of the day at which the start's own unit begins.</summary>
    private long Phase => (Start - (long)_startDay * DayNumbers.SecondsPerDay) / _unit * _unit;

    /// <summary>The first time after <paramref name="after"/> in a rule of hours, minutes or seconds; <see cref="long.MaxValue"/> for none.</summary>
    /// <param name="after">Wall-clock seconds.</param>
    /// <param name="year">The year last looked at.</param>
    /// <param name="month">The month last looked at.</param>
    /// <param name="work">Steps left; negative on return where they ran out.</param>
    public long NextByUnits(long after, ref YearDays year, ref UnitMonth month, ref int work)
    {
        if (_meetsNoUnit)
        {
            return long.MaxValue;
        }

        var origin = (long)_startDay * DayNumbers.SecondsPerDay + Phase;
        var unit = origin + Math.Max(0, DayNumbers.FloorDivide(after - origin, _step)) * _step;
        while (true)
        {
            unit = NextUnit(unit, origin, ref year, ref month, ref work);
            if (unit == long.MaxValue)
            {
                return unit;
            }

            var index = UpTo(Times, after - unit);
            if (index < Times.Length)
            {
                return unit + Times[index];
            }

            unit += _step;
        }
    }

    private static (int Unit, long Step) UnitOf(RecurrenceRule rule)
    {
        var unit = rule.Frequency switch
        {
            RecurrenceFrequency.Hourly => 3600,
            RecurrenceFrequency.Minutely => 60,
            _ => 1,
        };
        return (unit, (long)unit * rule.Interval);
    }

    // Leaps over days, hours and minutes in which no unit can lie.
    private long NextUnit(long unit, long origin, ref YearDays year, ref UnitMonth month, ref int work)
    {
        while (unit <= Last)
        {
            if (--work < 0)
            {
                return long.MaxValue;
            }

            var day = DayNumbers.DayOf(unit);
            var target = NextDay(day, ref year, ref month, ref work) * DayNumbers.SecondsPerDay;
            if (target <= unit)
            {
                target = NextInDay(unit, (long)day * DayNumbers.SecondsPerDay);
            }

            if (target == unit)
            {
                return unit;
            }

            unit = target > Last ? long.MaxValue : origin + (target - origin + _step - 1) / _step * _step;
        }

        return long.MaxValue;
    }

    private long NextDay(int day, ref YearDays year, ref UnitMonth month, ref int work)
    {
        while (day <= DayNumbers.Last)
        {
            if (--work < 0)
            {
                return long.MaxValue / DayNumbers.SecondsPerDay - 1;
            }

            month.MoveTo(this, day, ref year);
            var rest = month.Days >> (day - month.FirstDay + 1);
            if (rest != 0)
            {
                return day + BitOperations.TrailingZeroCount(rest);
            }

            var next = NextScheduled(month.Index + 1);
            if (next > DayNumbers.LastMonth)
            {
                break;
            }

            day = DayNumbers.FirstOfMonth(next);
        }

        return long.MaxValue / DayNumbers.SecondsPerDay - 1;
    }

    // Units drift over the day by the greatest common divisor of their step and a day: where no second of that pattern is admitted, none ever is.
    private bool MeetsUnit()
    {
        var drift = (int)BigInteger.GreatestCommonDivisor(_step, DayNumbers.SecondsPerDay);
        for (var second = (int)(Phase % drift); second < DayNumbers.SecondsPerDay; second += drift)
        {
            if (IsAdmitted(second))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAdmitted(int second) => NextInDay(second, 0) == second;

    // The first second at or after `unit` in an admitted hour, minute and second, or the day after.
    private long NextInDay(long unit, long midnight)
    {
        var second = (int)(unit - midnight);
        var hour = second / 3600;
        if ((_hours >> hour & 1) == 0)
        {
            var later = (_hours & 0xFFFFFF) >> hour;
            return midnight + (later == 0 ? DayNumbers.SecondsPerDay : (hour + BitOperations.TrailingZeroCount(later)) * 3600);
        }

        var minute = second / 60 % 60;
        if (_unit <= 60 && (_minutes >> minute & 1) == 0)
        {
            var later = (_minutes & 0xFFF_FFFF_FFFF_FFFF) >> minute;
            return midnight + hour * 3600 + (later == 0 ? 3600 : (minute + BitOperations.TrailingZeroCount(later)) * 60);
        }

        if (_unit == 1 && (_seconds >> second % 60 & 1) == 0)
        {
            var later = (_seconds & 0xFFF_FFFF_FFFF_FFFF) >> second % 60;
            return midnight + second / 60 * 60 + (later == 0 ? 60 : second % 60 + BitOperations.TrailingZeroCount(later));
        }

        return unit;
    }

    /// <summary>The days of the one month that a cursor last looked at.</summary>
    internal struct UnitMonth
    {
        private bool _isSet;

        public int Index { get; private set; }

        public int FirstDay { get; private set; }

        public uint Days { get; private set; }

        public void MoveTo(NominalRule rule, int day, ref YearDays year)
        {
            if (_isSet && day >= FirstDay && day < FirstDay + DayNumbers.DaysIn(Index))
            {
                return;
            }

            _isSet = true;
            Index = DayNumbers.MonthOf(day);
            FirstDay = DayNumbers.FirstOfMonth(Index);
            Days = rule.NextScheduled(Index) == Index ? rule.DaysOf(Index, FirstDay, ref year) : 0;
        }
    }
}
