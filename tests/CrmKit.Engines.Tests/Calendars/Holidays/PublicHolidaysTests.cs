using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

/// <summary>Days as the governments published them.</summary>
public sealed class PublicHolidaysTests
{
    [Theory]
    [InlineData(2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData(2020, "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData(1977, "02-21 05-30 07-04 09-05 10-10 10-24 11-24 12-26")]
    public void United_States_observe_these_days(int year, string days) => AssertObserved(PublicHolidays.UnitedStatesFederal, year, days);

    [Theory]
    [InlineData(1978, "01-02 03-24 03-27 05-01 05-29 08-28 12-25 12-26")]
    [InlineData(1981, "01-01 04-17 04-20 05-04 05-25 07-29 08-31 12-25 12-28")]
    [InlineData(1995, "01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26")]
    [InlineData(1999, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31")]
    [InlineData(2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26")]
    [InlineData(2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27")]
    [InlineData(2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26")]
    [InlineData(2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27")]
    [InlineData(2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28")]
    [InlineData(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")]
    [InlineData(2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27")]
    [InlineData(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26")]
    [InlineData(2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26")]
    public void England_and_Wales_observe_these_days(int year, string days) => AssertObserved(PublicHolidays.EnglandAndWales, year, days);

    [Fact]
    public void Christmas_takes_the_substitute_day_that_the_proclamation_gave_it()
    {
        Assert.Equal((27, 28), ChristmasAndBoxingDay(2021));
        Assert.Equal((27, 26), ChristmasAndBoxingDay(2022));
        Assert.Equal((25, 28), ChristmasAndBoxingDay(2020));
        Assert.Equal((25, 26), ChristmasAndBoxingDay(2023));
    }

    [Theory]
    [InlineData(2025, "01-01 04-18 04-21 05-01 12-25 12-26")]
    [InlineData(2022, "01-01 04-15 04-18 05-01 12-25 12-26")]
    public void Target_closes_on_these_days(int year, string days) => AssertObserved(PublicHolidays.Target, year, days);

    // Holidays in the year 2025 by Land; Berlin's include 8 May, Brandenburg's two Sundays.
    [Theory]
    [InlineData("DE-BW", 12)]
    [InlineData("DE-BY", 12)]
    [InlineData("DE-BE", 11)]
    [InlineData("DE-BB", 12)]
    [InlineData("DE-HB", 10)]
    [InlineData("DE-HH", 10)]
    [InlineData("DE-HE", 10)]
    [InlineData("DE-MV", 11)]
    [InlineData("DE-NI", 10)]
    [InlineData("DE-NW", 11)]
    [InlineData("DE-RP", 11)]
    [InlineData("DE-SL", 12)]
    [InlineData("DE-SN", 11)]
    [InlineData("DE-ST", 11)]
    [InlineData("DE-SH", 10)]
    [InlineData("DE-TH", 11)]
    public void German_Land_has_its_number_of_holidays_and_all_had_31_October_2017(string land, int count)
    {
        var calendar = PublicHolidays.GermanLand(land);
        Assert.Equal(count, InYear(calendar, 2025).Count);
        Assert.Single(InYear(calendar, 2017), holiday => holiday.Date == new LocalDate(2017, 10, 31));
        Assert.Equal(InYear(PublicHolidays.Germany, 2017), InYear(calendar, 2017).Intersect(InYear(PublicHolidays.Germany, 2017)));
    }

    [Fact]
    public void Day_of_repentance_in_Saxony_is_the_Wednesday_before_23_November()
    {
        Assert.Contains(new Holiday(new LocalDate(2023, 11, 22), "Buß- und Bettag"), InYear(PublicHolidays.GermanLand("DE-SN"), 2023));
        Assert.Contains(new Holiday(new LocalDate(2022, 11, 16), "Buß- und Bettag"), InYear(PublicHolidays.GermanLand("DE-SN"), 2022));
    }

    [Fact]
    public void Nothing_is_known_outside_the_years_of_a_calendar_and_no_Land_is_made_up()
    {
        Assert.Empty(InYear(PublicHolidays.Target, 2001));
        Assert.Equal(2002, PublicHolidays.Target.Years.First);
        Assert.Throws<ArgumentException>("land", () => PublicHolidays.GermanLand("DE-XX"));
        Assert.Throws<ArgumentException>("land", () => PublicHolidays.GermanLand("de-be"));
    }

    private static IReadOnlyList<Holiday> InYear(IHolidayCalendar calendar, int year) =>
        [.. calendar.HolidaysBetween(new LocalDate(year, 1, 1), new LocalDate(year, 12, 31)).Where(holiday => holiday.Date.Year == year)];

    private static (int Christmas, int Boxing) ChristmasAndBoxingDay(int year)
    {
        var holidays = InYear(PublicHolidays.EnglandAndWales, year);
        return (holidays.Single(holiday => holiday.Date == new LocalDate(year, 12, 25)).Observed.Day, holidays.Single(holiday => holiday.Date == new LocalDate(year, 12, 26)).Observed.Day);
    }

    private static void AssertObserved(IHolidayCalendar calendar, int year, string days)
    {
        var observed = calendar.HolidaysBetween(new LocalDate(year, 1, 1), new LocalDate(year, 12, 31)).Select(holiday => holiday.Observed).Where(day => day.Year == year);
        Assert.Equal(days.Split(' ').Select(day => CalendarCases.DateOf($"{year}-{day}")), observed.Distinct().Order());
    }
}
