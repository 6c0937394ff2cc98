using System.Numerics;
using System.Runtime.CompilerServices;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The business days of one year as bits, with the operations of a rank and select structure.</summary>
internal sealed class BusinessYear
{
    private DayBits _bits;

    public BusinessYear(int year, Func<LocalDate, bool> isOpen)
    {
        var date = new LocalDate(year, 1, 1);
        var days = CalendarSystem.Iso.GetDaysInYear(year);
        for (var day = 0; day < days; day++)
        {
            if (isOpen(date.PlusDays(day)))
            {
                _bits[day >> 6] |= 1UL << (day & 63);
                Count++;
            }
        }
    }

    /// <summary>The business days of the year.</summary>
    public int Count { get; }

    /// <summary>Whether a day of the year, from 1, is a business day.</summary>
    public bool IsOpen(int dayOfYear) => ((_bits[(dayOfYear - 1) >> 6] >> ((dayOfYear - 1) & 63)) & 1) != 0;

    /// <summary>The business days of the year before a day of the year, from 1.</summary>
    public int CountBefore(int dayOfYear)
    {
        var day = dayOfYear - 1;
        var word = day >> 6;
        var count = BitOperations.PopCount(_bits[word] & ((1UL << (day & 63)) - 1));
        while (--word >= 0)
        {
            count += BitOperations.PopCount(_bits[word]);
        }

        return count;
    }

    /// <summary>The day of the year, from 1, of the business day that has that many before it; fewer than <see cref="Count"/>.</summary>
    public int Nth(int before)
    {
        var word = 0;
        for (int inWord; (inWord = BitOperations.PopCount(_bits[word])) <= before; word++)
        {
            before -= inWord;
        }

        var rest = _bits[word];
        for (; before > 0; before--)
        {
            rest &= rest - 1;
        }

        return (word << 6) + BitOperations.TrailingZeroCount(rest) + 1;
    }

    [InlineArray(6)]
    private struct DayBits
    {
        private ulong _first;
    }
}
