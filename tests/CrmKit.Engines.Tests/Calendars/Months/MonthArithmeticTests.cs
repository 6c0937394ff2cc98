using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class MonthArithmeticTests
{
    [Fact]
    public void PlusMonths_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("add_months");
        Assert.Equal(14, cases.Count);
        foreach (var item in cases)
        {
            var (date, months) = (item.Date("date"), item.GetProperty("months").GetInt32());
            Assert.Equal(item.Date("expected_clamp"), date.PlusMonths(months, MonthEndPolicy.Clamp));
            Assert.Equal(item.Date("expected_keep_month_end"), date.PlusMonths(months, MonthEndPolicy.KeepMonthEnd));
        }
    }

    [Fact]
    public void PlusMonths_equals_a_walk_day_by_day() => Law.Holds(
        from date in CalendarGenerators.Dates
        from toMonthEnd in Gen.Elements(true, false)
        from months in Gen.Choose(-50, 50)
        select (Date: toMonthEnd ? DateAdjusters.EndOfMonth(date) : date, months),
        given =>
        {
            var days = DaysOfMonthAway(given.Date, given.months);
            var same = days.Where(day => day.Day == given.Date.Day).Cast<LocalDate?>().SingleOrDefault();
            var isLast = given.Date.PlusDays(1).Day == 1;
            Assert.Equal(same, given.Date.PlusMonths(given.months, MonthEndPolicy.SkipMonth));
            Assert.Equal(same ?? days[^1], given.Date.PlusMonths(given.months, MonthEndPolicy.Clamp));
            Assert.Equal(isLast ? days[^1] : same ?? days[^1], given.Date.PlusMonths(given.months, MonthEndPolicy.KeepMonthEnd));
        }, tests: 500);

    [Theory]
    [InlineData(1, MonthEndPolicy.Clamp, "2026-02-28")]
    [InlineData(1, MonthEndPolicy.KeepMonthEnd, "2026-02-28")]
    [InlineData(1, MonthEndPolicy.SkipMonth, null)]
    [InlineData(2, MonthEndPolicy.SkipMonth, "2026-03-31")]
    [InlineData(-2, MonthEndPolicy.Clamp, "2025-11-30")]
    public void Thirty_first_of_January_is_kept_as_its_policy_says(int months, MonthEndPolicy policy, string? expected) =>
        Assert.Equal(expected is null ? null : CalendarCases.DateOf(expected), new LocalDate(2026, 1, 31).PlusMonths(months, policy));

    [Fact]
    public void What_leaves_the_calendar_or_names_no_policy_is_refused()
    {
        var last = new LocalDate(9999, 12, 31);
        Assert.Equal(last, new LocalDate(1, 12, 31).PlusMonths(9998 * 12, MonthEndPolicy.Clamp));
        Assert.Throws<ArgumentOutOfRangeException>("months", () => last.PlusMonths(1, MonthEndPolicy.Clamp));
        Assert.Throws<ArgumentOutOfRangeException>("months", () => last.PlusMonths(int.MaxValue, MonthEndPolicy.Clamp));
        Assert.Throws<ArgumentOutOfRangeException>("months", () => last.PlusMonths(int.MinValue, MonthEndPolicy.Clamp));
        Assert.Throws<ArgumentOutOfRangeException>("policy", () => last.PlusMonths(0, default));
        Assert.Throws<ArgumentOutOfRangeException>("date", () => new LocalDate(0, 12, 31).PlusMonths(1, MonthEndPolicy.Clamp));
    }

    private static List<LocalDate> DaysOfMonthAway(LocalDate date, int months)
    {
        var step = Math.Sign(months);
        var day = date;
        for (var changes = 0; changes < Math.Abs(months);)
        {
            var next = day.PlusDays(step);
            changes += next.Month == day.Month ? 0 : 1;
            day = next;
        }

        var (year, month) = (day.Year, day.Month);
        return [.. Enumerable.Range(-31, 63).Select(day.PlusDays).Where(near => near.Month == month && near.Year == year)];
    }
}
