using System.Collections.Immutable;
using System.Numerics;

namespace CrmKit.Calendars;

internal sealed partial class NominalRule
{
    /// <summary>Steps of a count that nothing shortens: they take some ten milliseconds, however hostile the rule.</summary>
    public const int CountingLimit = 400_000;

    /// <summary>As <see cref="CountingLimit"/>, for periods that lend days to each other, each step of which looks at several.</summary>
    public const int PeriodsLimit = 20_000;

    // The number of occurrences is turned into the time of the last one, so that a seek needs no counting.
    private void BoundByCount(long count)
    {
        if (IsByUnits)
        {
            (Last, LastReason) = IsPlain ? LastOfPlain(count) : DayTimes() is { } times ? LastOfDays(times, count) : LastOfUnits(count);
        }
        else if (IsByPeriods && !LeavesMonths)
        {
            (Last, LastReason) = LastOfPeriods(count);
        }
        else
        {
            var cursor = new NominalCursor(this, Start, rolls: false);
            if (cursor.Skip(count - 1) && cursor.MoveNext())
            {
                SetLast(cursor.Nominal);
            }
            else if (cursor.End == RecurrenceEnd.WorkLimit)
            {
                (Last, LastReason) = (cursor.Nominal, RecurrenceEnd.WorkLimit);
            }
        }
    }

    /// <summary>The seconds of a day at which it occurs, ascending, where they are the same on all of its days; <c>null</c> where its units drift over the day.</summary>
    private int[]? DayTimes()
    {
        if (DayNumbers.SecondsPerDay % _step != 0)
        {
            return null;
        }

        var times = new List<int>();
        for (var unit = (int)(Phase % _step); unit < DayNumbers.SecondsPerDay; unit += (int)_step)
        {
            if (IsAdmitted(unit))
            {
                times.AddRange(Times.Select(time => unit + time));
            }
        }

        return [.. times];
    }

    // Where no part but INTERVAL decides which units occur, and the one time of a unit is the start's own.
    private bool IsPlain => _months == 0xFFF && _yearFilter is null && !_rule.HasDayPart && (_hours & _minutes & _seconds) == ulong.MaxValue && Times.Length == 1;

    private (long Last, RecurrenceEnd Reason) LastOfPlain(long count) =>
        count - 1 <= (Last - Start) / _step ? (Start + (count - 1) * _step, RecurrenceEnd.Finished) : (Last, LastReason);

    private (long Last, RecurrenceEnd Reason) LastOfDays(int[] times, long count)
    {
        var (year, month, day) = (default(YearDays), default(UnitMonth), (long)_startDay);
        var work = int.MaxValue;

        // Times of the first day that lie before the start are passed over like occurrences.
        day = NextDay(_startDay, ref year, ref month, ref work);
        count += day == _startDay ? UpTo(times, (int)(Start - (long)_startDay * DayNumbers.SecondsPerDay) - 1) : 0;
        while (times.Length > 0 && day <= DayNumbers.Last)
        {
            var days = month.Days >> (int)(day - month.FirstDay + 1) << (int)(day - month.FirstDay + 1);
            var inMonth = (long)BitOperations.PopCount(days) * times.Length;
            if (count <= inMonth)
            {
                for (; count > times.Length; count -= times.Length)
                {
                    days &= days - 1;
                }

                return ((month.FirstDay + BitOperations.TrailingZeroCount(days) - 1L) * DayNumbers.SecondsPerDay + times[count - 1], RecurrenceEnd.Finished);
            }

            count -= inMonth;
            day = NextDay(month.FirstDay + DayNumbers.DaysIn(month.Index), ref year, ref month, ref work);
        }

        return (Last, LastReason);
    }

    private (long Last, RecurrenceEnd Reason) LastOfUnits(long count)
    {
        var (year, month) = (default(YearDays), default(UnitMonth));
        var work = CountingLimit;
        var last = Start - 1;
        for (; count > 0; count--)
        {
            var next = NextByUnits(last, ref year, ref month, ref work);
            if (next == long.MaxValue || --work < 0)
            {
                return work < 0 ? (last, RecurrenceEnd.WorkLimit) : (Last, LastReason);
            }

            last = next;
        }

        return (last, RecurrenceEnd.Finished);
    }

    private (long Last, RecurrenceEnd Reason) LastOfPeriods(long count)
    {
        var year = default(YearDays);
        var chosen = new Dictionary<int, int[]>();
        for (var period = 0L; MayMeetPositions; period++)
        {
            var first = FirstDayOf(period);
            if (first > DayNumbers.Last)
            {
                break;
            }

            var days = DaysOfPeriod((int)first, ref year);
            var total = days.Count() * Times.Length;
            if (total < _leastPosition)
            {
                continue;
            }

            if (!chosen.TryGetValue(total, out var indices))
            {
                chosen.Add(total, indices = IndicesOf(Positions, total));
            }

            // What the first period names before the start is passed over like occurrences.
            count += period == 0 ? UpTo(indices, IndexAfter(days, (int)first, Start - 1) - 1) : 0;
            if (count <= indices.Length)
            {
                return (TimeAt(days, (int)first, indices[count - 1]), RecurrenceEnd.Finished);
            }

            count -= indices.Length;
        }

        return (Last, LastReason);
    }

    // The places, from 0 and ascending, that the positions choose among so many times.
    private static int[] IndicesOf(ImmutableArray<int> positions, int total) =>
        [.. positions.Select(position => position > 0 ? position - 1 : total + position).Where(index => index >= 0 && index < total).Distinct().Order()];

    /// <summary>How many of ascending numbers are not above a limit.</summary>
    public static int UpTo(int[] ascending, long limit)
    {
        if (limit >= int.MaxValue)
        {
            return ascending.Length;
        }

        var found = limit < 0 ? ~0 : Array.BinarySearch(ascending, (int)limit);
        return found < 0 ? ~found : found + 1;
    }
}
