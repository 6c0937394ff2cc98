using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class HolidayRulesTests
{
    private static readonly FsCheck.Gen<(int Year, int Month, IsoDayOfWeek Weekday, int Number)> Questions =
        from year in Gen.Choose(1, 9999)
        from month in Gen.Choose(1, 12)
        from weekday in Gen.Choose(1, 7)
        from number in Gen.Choose(1, 5)
        select (year, month, (IsoDayOfWeek)weekday, number);

    [Fact]
    public void Weekday_rules_equal_a_look_at_every_day_of_the_month() => Law.Holds(Questions, given =>
    {
        var month = Enumerable.Range(1, CalendarSystem.Iso.GetDaysInMonth(given.Year, given.Month)).Select(day => new LocalDate(given.Year, given.Month, day)).ToArray();
        var named = month.Where(day => day.DayOfWeek == given.Weekday).ToArray();
        Assert.Equal(given.Number <= named.Length ? named[given.Number - 1] : null, HolidayRules.Nth(given.Number, given.Weekday, given.Month).DateIn(given.Year));
        Assert.Equal(named[^1], HolidayRules.Last(given.Weekday, given.Month).DateIn(given.Year));

        var limit = month[6 + given.Number];
        Assert.Equal(named.Last(day => day <= limit), HolidayRules.OnOrBefore(given.Weekday, limit.Month, limit.Day).DateIn(given.Year));
    }, tests: 2000);

    [Fact]
    public void Fixed_29_February_comes_in_leap_years_only()
    {
        var rule = HolidayRules.Fixed(2, 29);
        Assert.Equal(new LocalDate(2028, 2, 29), rule.DateIn(2028));
        Assert.Null(rule.DateIn(2027));
    }

    [Fact]
    public void Days_from_Easter_stay_in_their_year_and_begin_with_1583()
    {
        var (first, last) = (HolidayRules.FromEaster(EasterTradition.Western, -80), HolidayRules.FromEaster(EasterTradition.Orthodox, 80));
        Assert.Null(first.DateIn(1582));
        for (var year = 1583; year <= 9999; year++)
        {
            Assert.Equal((year, year), (first.DateIn(year)!.Value.Year, last.DateIn(year)!.Value.Year));
        }

        Assert.Equal(new LocalDate(2026, 4, 3), HolidayRules.FromEaster(EasterTradition.Western, -2).DateIn(2026));
    }

    [Fact]
    public void Moved_holiday_leaves_its_rule_in_that_year_alone()
    {
        var rule = HolidayRules.Nth(1, IsoDayOfWeek.Monday, 5).Moved(new LocalDate(2020, 5, 8));
        Assert.Equal(new LocalDate(2019, 5, 6), rule.DateIn(2019));
        Assert.Equal(new LocalDate(2020, 5, 8), rule.DateIn(2020));
        Assert.Equal(new LocalDate(2021, 5, 3), rule.DateIn(2021));
        Assert.Throws<ArgumentException>(() => HolidayRules.Fixed(5, 1).Moved(new LocalDate(2020, 5, 8), new LocalDate(2020, 5, 9)));
    }

    [Fact]
    public void Arguments_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("nth", () => HolidayRules.Nth(0, IsoDayOfWeek.Monday, 1));
        Assert.Throws<ArgumentOutOfRangeException>("nth", () => HolidayRules.Nth(6, IsoDayOfWeek.Monday, 1));
        Assert.Throws<ArgumentOutOfRangeException>("weekday", () => HolidayRules.Last(IsoDayOfWeek.None, 1));
        Assert.Throws<ArgumentOutOfRangeException>("month", () => HolidayRules.Last(IsoDayOfWeek.Monday, 13));
        Assert.Throws<ArgumentOutOfRangeException>("day", () => HolidayRules.OnOrBefore(IsoDayOfWeek.Monday, 1, 6));
        Assert.Throws<ArgumentOutOfRangeException>("days", () => HolidayRules.FromEaster(EasterTradition.Western, 81));
        Assert.Throws<ArgumentOutOfRangeException>(() => HolidayRules.Fixed(2, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => HolidayRules.Once(new LocalDate(0, 1, 1)));
    }
}
