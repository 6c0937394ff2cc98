using System.Globalization;

namespace CrmKit.Calendars;

/// <summary>Years from a first to a last one, both included.</summary>
/// <remarks>Thread-safe value; <c>default</c> holds no year.</remarks>
public readonly record struct YearRange
{
    /// <summary>Creates a range.</summary>
    /// <param name="first">First year, 1 to 9999.</param>
    /// <param name="last">Last year, <paramref name="first"/> to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A year is outside its range.</exception>
    public YearRange(int first, int last)
    {
        CivilYears.Require(first);
        if (last < first || last > CivilYears.Last)
        {
            throw new ArgumentOutOfRangeException(
                nameof(last), last, string.Create(CultureInfo.InvariantCulture, $"The last year must be {first} to {CivilYears.Last}."));
        }

        First = first;
        Last = last;
    }

    /// <summary>The years 1 to 9999.</summary>
    public static YearRange All { get; } = new(CivilYears.First, CivilYears.Last);

    /// <summary>The first year.</summary>
    public int First { get; }

    /// <summary>The last year.</summary>
    public int Last { get; }

    /// <summary>The years from one on, to 9999.</summary>
    /// <param name="first">First year, 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1 to 9999.</exception>
    public static YearRange From(int first) => new(first, CivilYears.Last);

    /// <summary>Whether a year lies in it.</summary>
    /// <param name="year">The year.</param>
    public bool Contains(int year) => year >= First && year <= Last && First > 0;

    /// <summary>The years of both; <c>default</c> where there are none.</summary>
    /// <param name="other">The other years.</param>
    public YearRange Intersect(YearRange other)
    {
        var (first, last) = (Math.Max(First, other.First), Math.Min(Last, other.Last));
        return first <= last && last > 0 ? new YearRange(first, last) : default;
    }

    /// <summary>For example <c>1971-9999</c>, or <c>none</c>.</summary>
    public override string ToString() => First == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
