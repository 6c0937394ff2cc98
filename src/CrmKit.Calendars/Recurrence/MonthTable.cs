using System.Collections.Immutable;
using System.Numerics;

namespace CrmKit.Calendars;

/// <summary>The days that a rule takes in a month, for each of the 28 months there are: by the weekday of its first day and by its length.</summary>
/// <remarks>Bit d is the d-th day. Bit 0 is the day before the month and the bit after its last the day after it, to which SKIP may move a date that does not exist.</remarks>
internal sealed class MonthTable
{
    private const int Shortest = 28;
    private readonly uint[] _days = new uint[7 * 4];

    public MonthTable(ImmutableArray<int> monthDays, ImmutableArray<RecurrenceDay> weekdays, RecurrenceSkip skip)
    {
        var any = weekdays.Where(day => day.Ordinal is null).Aggregate(0, (bits, day) => bits | 1 << (int)day.Weekday - 1);
        for (var length = Shortest; length <= 31; length++)
        {
            var inMonth = Inside(length);
            var byNumber = monthDays.IsEmpty ? inMonth : ByNumber(monthDays, length, skip);
            for (var first = 0; first < 7; first++)
            {
                var byWeekday = weekdays.IsEmpty ? uint.MaxValue : Repeated(any, first);
                foreach (var day in weekdays)
                {
                    byWeekday |= day.Ordinal is { } ordinal ? Nth((int)day.Weekday - 1, ordinal, first, length) : 0;
                }

                var days = byNumber & byWeekday;
                _days[first * 4 + length - Shortest] = days;
                LeavesForward |= (days & ~inMonth & ~1u) != 0;
                LeavesBackward |= (days & 1) != 0;
            }
        }
    }

    /// <summary>Whether a date may move to the first day of the next month.</summary>
    public bool LeavesForward { get; private set; }

    /// <summary>Whether a date may move to the last day of the month before.</summary>
    public bool LeavesBackward { get; private set; }

    public static uint Inside(int length) => (uint)((1UL << length) - 1) << 1;

    public uint DaysOf(int firstWeekday, int length) => _days[firstWeekday * 4 + length - Shortest];

    /// <summary>Keeps, of every month, only the days at these positions among its days.</summary>
    public void KeepPositions(ImmutableArray<int> positions)
    {
        (LeavesForward, LeavesBackward) = (false, false);
        for (var index = 0; index < _days.Length; index++)
        {
            var kept = Kept(_days[index], positions);
            _days[index] = kept;
            LeavesForward |= (kept & ~Inside(Shortest + index % 4) & ~1u) != 0;
            LeavesBackward |= (kept & 1) != 0;
        }
    }

    private static uint Kept(uint days, ImmutableArray<int> positions)
    {
        var count = BitOperations.PopCount(days);
        var (kept, index) = (0u, 0);
        for (var rest = days; rest != 0; rest &= rest - 1, index++)
        {
            if (positions.Contains(index + 1) || positions.Contains(index - count))
            {
                kept |= rest & (0 - rest);
            }
        }

        return kept;
    }

    private static uint ByNumber(ImmutableArray<int> monthDays, int length, RecurrenceSkip skip)
    {
        var days = 0u;
        foreach (var number in monthDays)
        {
            var day = number > 0 ? number : length + 1 + number;
            if (day >= 1 && day <= length)
            {
                days |= 1u << day;
            }
            else if (skip != RecurrenceSkip.Omit)
            {
                // A day after the month's last lies between it and the next first; one before its first, between that and the last before.
                var isForward = skip == RecurrenceSkip.Forward;
                days |= 1u << (day > length ? (isForward ? length + 1 : length) : (isForward ? 1 : 0));
            }
        }

        return days;
    }

    private static uint Repeated(int weekdays, int firstWeekday)
    {
        var days = 0u;
        for (var day = 0; day < 32; day++)
        {
            days |= (uint)(weekdays >> (firstWeekday + day + 6) % 7 & 1) << day;
        }

        return days;
    }

    private static uint Nth(int weekday, int ordinal, int firstWeekday, int length)
    {
        var first = 1 + (weekday - firstWeekday + 7) % 7;
        var day = ordinal > 0 ? first + 7 * (ordinal - 1) : first + 7 * ((length - first) / 7 + 1 + ordinal);
        return day >= 1 && day <= length ? 1u << day : 0;
    }
}
