using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class EasterTests
{
    // The Julian paschal full moons by golden number, days of March: the table that the churches have used since the sixth century.
    private static readonly int[] JulianFullMoons = [36, 25, 44, 33, 22, 41, 30, 49, 38, 27, 46, 35, 24, 43, 32, 21, 40, 29, 48];

    [Fact]
    public void Both_equal_every_reference_case()
    {
        var cases = CalendarCases.OfKind("easter");
        Assert.Equal(12, cases.Count);
        foreach (var item in cases)
        {
            var year = item.GetProperty("year").GetInt32();
            Assert.Equal(item.Date("western"), Easter.In(year, EasterTradition.Western));
            Assert.Equal(item.Date("orthodox_gregorian"), Easter.In(year, EasterTradition.Orthodox));
        }
    }

    [Fact]
    public void Western_is_the_Sunday_after_the_full_moon_of_the_epact_in_every_year()
    {
        for (var year = Easter.FirstYear; year <= Easter.LastYear; year++)
        {
            Assert.Equal(SundayAfter(new LocalDate(year, 3, 1).PlusDays(GregorianFullMoon(year) - 1)), Easter.In(year, EasterTradition.Western));
        }
    }

    [Fact]
    public void Orthodox_is_the_Sunday_after_the_full_moon_of_the_Julian_table_in_every_year()
    {
        // NodaTime's Julian calendar ends with 9998.
        for (var year = Easter.FirstYear; year < Easter.LastYear; year++)
        {
            var fullMoon = new LocalDate(year, 3, 1, CalendarSystem.Julian).PlusDays(JulianFullMoons[year % 19] - 1);
            Assert.Equal(SundayAfter(fullMoon.WithCalendar(CalendarSystem.Iso)), Easter.In(year, EasterTradition.Orthodox));
        }
    }

    [Fact]
    public void Years_without_the_Gregorian_calendar_and_unnamed_traditions_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("year", () => Easter.In(1582, EasterTradition.Western));
        Assert.Throws<ArgumentOutOfRangeException>("year", () => Easter.In(10_000, EasterTradition.Orthodox));
        Assert.Throws<ArgumentOutOfRangeException>("tradition", () => Easter.In(2026, default));
    }

    /// <summary>The ecclesiastical full moon as a day of March, from the epact of Lilius and Clavius (1582) with the corrections of each century.</summary>
    private static int GregorianFullMoon(int year)
    {
        var (golden, century) = ((year % 19) + 1, (year / 100) + 1);
        var droppedLeapDays = (3 * century / 4) - 12;
        var moonCorrection = (((8 * century) + 5) / 25) - 5;
        var epact = ((((11 * golden) + 20 + moonCorrection - droppedLeapDays) % 30) + 30) % 30;
        epact += (epact == 25 && golden > 11) || epact == 24 ? 1 : 0;
        return 44 - epact < 21 ? 74 - epact : 44 - epact;
    }

    private static LocalDate SundayAfter(LocalDate day)
    {
        do
        {
            day = day.PlusDays(1);
        }
        while (day.DayOfWeek != IsoDayOfWeek.Sunday);

        return day;
    }
}
