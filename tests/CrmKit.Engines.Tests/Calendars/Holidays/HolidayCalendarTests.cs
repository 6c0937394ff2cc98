using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class HolidayCalendarTests
{
    private static readonly IHolidayCalendar[] Shipped =
        [PublicHolidays.UnitedStatesFederal, PublicHolidays.EnglandAndWales, PublicHolidays.Germany, PublicHolidays.Target, PublicHolidays.GermanLand("DE-SN")];

    [Fact]
    public void Part_of_a_stretch_has_its_part_of_the_holidays() => Law.Holds(
        from calendar in Gen.Elements(Shipped)
        from first in CalendarGenerators.Dates
        from days in Gen.Choose(0, 800)
        select (calendar, first, last: first.PlusDays(days)),
        given =>
        {
            var wide = given.calendar.HolidaysBetween(given.first.PlusYears(-3), given.last.PlusYears(3));
            bool IsWithin(LocalDate day) => day >= given.first && day <= given.last;
            Assert.Equal(wide.Where(holiday => IsWithin(holiday.Date) || IsWithin(holiday.Observed)), given.calendar.HolidaysBetween(given.first, given.last));
        });

    [Fact]
    public void Holiday_is_observed_across_the_turn_of_the_year()
    {
        var turn = new LocalDate(2021, 12, 31);
        Assert.Equal([new Holiday(new LocalDate(2022, 1, 1), turn, "New Year's Day")], PublicHolidays.UnitedStatesFederal.HolidaysBetween(turn, turn));
        Assert.Empty(PublicHolidays.UnitedStatesFederal.HolidaysBetween(turn, turn.PlusDays(-1)));
    }

    [Theory]
    [InlineData("2027-12-24", "2027-12-24", "2027-12-24")]
    [InlineData("2027-12-25", "2027-12-24", "2027-12-27")]
    [InlineData("2027-12-26", "2027-12-27", "2027-12-27")]
    public void Weekend_is_observed_as_its_rule_says(string date, string nearest, string next)
    {
        var day = CalendarCases.DateOf(date);
        Assert.Equal(CalendarCases.DateOf(nearest), ObservedDay.NearestWeekday.Observe(day, _ => true));
        Assert.Equal(CalendarCases.DateOf(next), ObservedDay.NextMonday.Observe(day, _ => true));
        Assert.Equal(day.DayOfWeek == IsoDayOfWeek.Sunday ? CalendarCases.DateOf(next) : day, ObservedDay.SundayToMonday.Observe(day, _ => true));
        Assert.Equal(day, ObservedDay.SameDay.Observe(day, _ => true));
    }

    [Fact]
    public void List_gives_what_a_look_at_every_holiday_gives() => Law.Holds(
        from holidays in (from day in Gen.Choose(0, 2000) from moved in Gen.Choose(-9, 9) select Given(day, moved)).ListOf()
        from first in Gen.Choose(-50, 2050)
        from days in Gen.Choose(-5, 300)
        select (holidays, first: Day(first), last: Day(first + days)),
        given =>
        {
            bool IsWithin(LocalDate day) => day >= given.first && day <= given.last;
            var expected = given.holidays.Distinct().Where(holiday => IsWithin(holiday.Date) || IsWithin(holiday.Observed)).ToHashSet();
            var found = new HolidayList(new YearRange(2020, 2026), given.holidays).HolidaysBetween(given.first, given.last);
            Assert.Equal(expected.Count, found.Count);
            Assert.All(found, holiday => Assert.Contains(holiday, expected));
            Assert.Equal(found.Select(holiday => holiday.Date).Order(), found.Select(holiday => holiday.Date));
        }, tests: 500);

    [Fact]
    public void Calendars_are_combined_and_taken_away_by_date()
    {
        var (first, last) = (new LocalDate(2025, 1, 1), new LocalDate(2025, 12, 31));
        var own = new HolidayList(new YearRange(2020, 2030), new Holiday(new LocalDate(2025, 12, 24), "Heiligabend"), new Holiday(new LocalDate(2025, 1, 1), "Neujahr"));
        var both = HolidayCalendars.Combine(PublicHolidays.Germany, own);
        Assert.Equal(10, both.HolidaysBetween(first, last).Count);
        Assert.Equal(new YearRange(2020, 2030), both.Years);

        var rest = both.Except(PublicHolidays.Target);
        Assert.Equal(
            ["Christi Himmelfahrt", "Pfingstmontag", "Tag der Deutschen Einheit", "Heiligabend"], rest.HolidaysBetween(first, last).Select(holiday => holiday.Name));
        Assert.Equal(default, PublicHolidays.EnglandAndWales.Except(new HolidayList(new YearRange(2030, 2031))).Years);
    }

    [Fact]
    public void Calendars_without_years_or_members_and_dates_outside_their_years_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new HolidayCalendar(default));
        Assert.Throws<ArgumentException>(() => new HolidayList(default));
        Assert.Throws<ArgumentException>(() => new HolidayList(new YearRange(2026, 2026), new Holiday(new LocalDate(2027, 1, 1), "Neujahr")));
        Assert.Throws<ArgumentException>(() => new HolidayList(YearRange.All, new Holiday(new LocalDate(2027, 1, 1), new LocalDate(2029, 1, 1), "Neujahr")));
        Assert.Throws<ArgumentException>(() => HolidayCalendars.Combine());
        Assert.Throws<ArgumentOutOfRangeException>(() => new YearRange(2026, 2025));
        Assert.Throws<ArgumentOutOfRangeException>(() => new YearRange(0, 2025));
        Assert.Throws<ArgumentOutOfRangeException>(() => PublicHolidays.Target.HolidaysBetween(new LocalDate(0, 1, 1), new LocalDate(2026, 1, 1)));
    }

    private static LocalDate Day(int number) => new LocalDate(2020, 6, 1).PlusDays(number);

    private static Holiday Given(int day, int moved) => new(Day(day), Day(day + moved), "Feiertag");
}
