using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The date of Easter Sunday, computed for the years in which the Gregorian calendar holds.</summary>
public static class Easter
{
    /// <summary>The first whole year of the Gregorian calendar.</summary>
    public const int FirstYear = 1583;

    /// <summary>The last year of the calendar.</summary>
    public const int LastYear = CivilYears.Last;

    /// <summary>Easter Sunday of a tradition, as a date of the Gregorian calendar.</summary>
    /// <param name="year">Year, 1583 to 9999.</param>
    /// <param name="tradition">Whose Easter.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1583 to 9999, or the tradition is not a named one.</exception>
    public static LocalDate In(int year, EasterTradition tradition)
    {
        if (year is < FirstYear or > LastYear)
        {
            throw new ArgumentOutOfRangeException(nameof(year), year, $"The year must be {FirstYear} to {LastYear}.");
        }

        return tradition switch
        {
            EasterTradition.Western => Western(year),
            EasterTradition.Orthodox => Orthodox(year),
            _ => throw new ArgumentOutOfRangeException(nameof(tradition), tradition, "Name a tradition: Western or Orthodox."),
        };
    }

    // The algorithm sent to Nature by an anonymous correspondent in 1876, exact for every Gregorian year; J. Meeus, Astronomical Algorithms (1991), chapter 8.
    private static LocalDate Western(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = ((8 * b) + 13) / 25;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (19 * l)) / 433;
        var n = (h + l - (7 * m) + 90) / 25;
        var p = (h + l - (7 * m) + (33 * n) + 19) % 32;
        return new LocalDate(year, n, p);
    }

    // The Julian computus, Meeus, chapter 8, with the days by which the Julian calendar is behind from March of the year on.
    private static LocalDate Orthodox(int year)
    {
        var d = ((19 * (year % 19)) + 15) % 30;
        var e = ((2 * (year % 4)) + (4 * (year % 7)) - d + 34) % 7;
        var daysAfterMarchBegins = d + e + 21;
        var behind = (year / 100) - (year / 400) - 2;
        return new LocalDate(year, 3, 1).PlusDays(daysAfterMarchBegins + behind);
    }
}
