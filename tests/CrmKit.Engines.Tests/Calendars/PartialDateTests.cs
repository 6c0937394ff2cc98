using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class PartialDateTests
{
    [Fact]
    public void Date_comes_back_from_its_text() => Law.Holds(PeopleGenerators.PartialDates, date =>
    {
        Assert.True(PartialDate.TryParse(date.ToString(), out var back));
        Assert.Equal(date, back);
        Assert.Equal(date.Year is null, date.ToString().StartsWith("--", StringComparison.Ordinal));
        Assert.Equal(date.Date is { } whole ? new PartialDate(whole) : new PartialDate(date.Day), back);
    }, tests: 1000);

    [Fact]
    public void Every_day_of_a_leap_year_comes_back_without_its_year()
    {
        for (var day = new LocalDate(2024, 1, 1); day.Year == 2024; day = day.PlusDays(1))
        {
            var date = new PartialDate(new AnnualDate(day.Month, day.Day));
            Assert.Null(date.Date);
            Assert.True(PartialDate.TryParse(date.ToString(), out var back) && back == date && back.Year is null);
        }
    }

    [Theory]
    [InlineData("--02-29", null)]
    [InlineData("1996-02-29", 1996)]
    [InlineData("0001-01-01", 1)]
    [InlineData("9999-12-31", 9999)]
    public void Date_that_exists_is_read(string text, int? year)
    {
        Assert.True(PartialDate.TryParse(text, out var date));
        Assert.Equal((year, text), (date.Year, date.ToString()));
    }

    // A year that nobody gave is never made up: 1900 is a year like any other.
    [Fact]
    public void Year_1900_is_told_from_no_year()
    {
        Assert.NotEqual(new PartialDate(new LocalDate(1900, 3, 1)), new PartialDate(new AnnualDate(3, 1)));
        Assert.Null(new PartialDate(new AnnualDate(2, 29)).Year);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("--02-30")]
    [InlineData("--13-01")]
    [InlineData("--00-10")]
    [InlineData("--2-3")]
    [InlineData("--02-29 ")]
    [InlineData("---02-29")]
    [InlineData("02-29")]
    [InlineData("1997-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("96-02-29")]
    [InlineData("29.02.1996")]
    public void Date_that_does_not_exist_or_has_another_form_is_refused(string? text) => Assert.False(PartialDate.TryParse(text, out _));
}
