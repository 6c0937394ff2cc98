using System.Collections.Immutable;

namespace CrmKit.Calendars;

/// <summary>The parts of a rule that are lists of numbers: name, range, and how the range is told.</summary>
/// <param name="Name">As RFC 5545 writes it.</param>
/// <param name="First">Least number.</param>
/// <param name="Last">Greatest number.</param>
/// <param name="FromEnd">Whether the negative of each number is allowed too, counted from the end.</param>
/// <param name="Words">What the numbers are, for a fault.</param>
internal sealed record RulePart(string Name, int First, int Last, bool FromEnd, string Words)
{
    public static readonly RulePart Month = new("BYMONTH", 1, 12, false, "months from 1 to 12");
    public static readonly RulePart WeekNumber = new("BYWEEKNO", 1, 53, true, "week numbers from 1 to 53, or -53 to -1");
    public static readonly RulePart YearDay = new("BYYEARDAY", 1, 366, true, "days of the year from 1 to 366, or -366 to -1");
    public static readonly RulePart MonthDay = new("BYMONTHDAY", 1, 31, true, "days of the month from 1 to 31, or -31 to -1");
    public static readonly RulePart Hour = new("BYHOUR", 0, 23, false, "hours from 0 to 23");
    public static readonly RulePart Minute = new("BYMINUTE", 0, 59, false, "minutes from 0 to 59");
    public static readonly RulePart Second = new("BYSECOND", 0, 60, false, "seconds from 0 to 60");
    public static readonly RulePart SetPosition = new("BYSETPOS", 1, 366, true, "positions from 1 to 366, or -366 to -1");

    public bool Admits(int value) => FromEnd && value < 0 ? Admits(-value) : value >= First && value <= Last;

    /// <summary>Ascending and distinct, so that two rules that mean the same are equal.</summary>
    public ImmutableArray<int> Ordered(ImmutableArray<int> values)
    {
        if (values.IsDefaultOrEmpty)
        {
            return [];
        }

        foreach (var value in values)
        {
            if (!Admits(value))
            {
                throw new ArgumentOutOfRangeException(nameof(values), value, $"{Name} takes {Words}.");
            }
        }

        return [.. values.Distinct().Order()];
    }
}
