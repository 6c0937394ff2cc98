using CrmKit.Cadence;
using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class HolidayCardsTests
{
    private static readonly Topic Christmas = new("christmas");
    private static readonly Topic Easter = new("easter");
    private static readonly Topic Founding = new("founding-day");
    private static readonly Topic Wedding = new("wedding-anniversary");

    private static readonly HolidayCardOptions Options = new()
    {
        Holidays =
        [
            new CardHoliday(Christmas, PublicHolidays.Germany, "1. Weihnachtstag"),
            new CardHoliday(Easter, PublicHolidays.Germany, "Ostermontag"),
            new CardHoliday(Founding, new HolidayCalendar(YearRange.All, new HolidayDefinition("Founding", HolidayRules.Fixed(5, 2), ObservedDay.SameDay)), "Founding") { IsKeptByAll = true },
        ],
        OwnDates = [Wedding],
        LeapDay = LeapDayPolicy.February28,
    };

    [Fact]
    public void Nobody_gets_a_card_for_a_holiday_that_is_not_known_to_be_kept_but_the_business_own() =>
        Assert.Equal(["founding-day-2026-05-02"], Cards(new Customer { Id = "7" }));

    [Fact]
    public void What_the_person_said_counts_and_what_was_concluded_does_not()
    {
        Assert.Equal(["christmas-2026-12-25", "founding-day-2026-05-02"], Cards(Keeps(Christmas, InterestOrigin.Stated)));
        Assert.Equal(["founding-day-2026-05-02"], Cards(Keeps(Christmas, InterestOrigin.Inferred)));
        Assert.Empty(Cards(Keeps(Founding, InterestOrigin.Stated, isWelcome: false)));
    }

    [Fact]
    public void Own_date_stands_before_the_calendar_and_a_refusal_before_both()
    {
        var orthodox = Keeps(Christmas, InterestOrigin.Stated) with { Dates = [new ImportantDate("christmas", new PartialDate(new AnnualDate(1, 7)))] };
        Assert.Equal(["christmas-2026-01-07", "founding-day-2026-05-02"], Cards(orthodox));
        Assert.Equal(["founding-day-2026-05-02"], Cards(orthodox with { Interests = [Says(Christmas, InterestOrigin.Stated, isWelcome: false)] }));
    }

    [Fact]
    public void Own_dates_get_a_card_where_the_business_names_them_from_the_year_after_on()
    {
        var married = new Customer { Id = "7", Dates = [new ImportantDate("wedding-anniversary", new LocalDate(2024, 2, 29)), new ImportantDate("memorial", new AnnualDate(6, 1))] };
        Assert.Equal(["founding-day-2026-05-02", "wedding-anniversary-2026-02-28"], Cards(married));
        Assert.Equal(["founding-day-2024-05-02"], Cards(married, 2024));
        Assert.Equal(["founding-day-2023-05-02"], Cards(married, 2023));
    }

    [Fact]
    public void Holidays_of_one_day_are_one_card_that_of_the_more_important()
    {
        var both = Keeps(Christmas, InterestOrigin.Stated) with { Dates = [new ImportantDate("wedding-anniversary", new AnnualDate(12, 25))] };
        Assert.Equal(["christmas-2026-12-25", "founding-day-2026-05-02"], Cards(both));
    }

    [Fact]
    public void Card_is_owed_sells_nothing_and_says_how_the_holiday_is_known()
    {
        var candidate = Assert.Single(new HolidayCards(Options with { LeadDays = 7, LateDays = 2 }).Propose(Snapshot(Keeps(Easter, InterestOrigin.Stated)), new LocalDate(2026, 3, 30)));
        Assert.Equal("7/occasion.holiday-card/easter-2026-04-06", candidate.Key.ToString());
        Assert.Equal("occasion.holiday-card(holiday=easter, day=2026-04-06, known=stated)", candidate.Reason.ToString());
        Assert.Equal(new DateInterval(new LocalDate(2026, 3, 30), new LocalDate(2026, 4, 8)), candidate.Window);
        Assert.Equal((TouchClass.Relationship, true), (candidate.Class, candidate.IsCommitment));
    }

    [Fact]
    public void Feast_that_comes_twice_in_a_year_gets_two_cards()
    {
        var eid = new Topic("eid-al-fitr");
        var calendar = new HolidayList(YearRange.All, new Holiday(new LocalDate(2033, 1, 2), "Eid"), new Holiday(new LocalDate(2033, 12, 23), "Eid"));
        var source = Options with { Holidays = [new CardHoliday(eid, calendar, "Eid")], OwnDates = [] };
        Assert.Equal(["eid-al-fitr-2033-01-02", "eid-al-fitr-2033-12-23"], Cards(Keeps(eid, InterestOrigin.Stated), 2033, source));
    }

    [Fact]
    public void Each_holiday_is_open_on_its_days_alone_over_any_years() => Law.Holds(
        from year in Gen.Choose(1996, 2060)
        from lead in Gen.Elements(0, 1, 20, 60)
        from late in Gen.Elements(0, 3, 30)
        select (year, lead, late),
        given =>
        {
            var source = new HolidayCards(Options with { LeadDays = given.lead, LateDays = given.late });
            var person = Snapshot(Keeps(Easter, InterestOrigin.Stated));
            for (var day = new LocalDate(given.year, 1, 1); day.Year == given.year; day = day.PlusDays(1))
            {
                var expected = Enumerable.Range(given.year - 1, 3)
                    .SelectMany(year => PublicHolidays.Germany.HolidaysBetween(new LocalDate(year, 1, 1), new LocalDate(year, 12, 31)).Where(holiday => holiday.Name == "Ostermontag").Select(holiday => holiday.Date).Append(new LocalDate(year, 5, 2)))
                    .Where(holiday => holiday.PlusDays(-given.lead) <= day && day <= holiday.PlusDays(given.late));
                Assert.Equal(expected, source.Propose(person, day).Select(candidate => candidate.Window.Start.PlusDays(given.lead)).Order());
            }
        }, tests: 20);

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayCards(Options with { Holidays = [], OwnDates = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayCards(Options with { OwnDates = [Christmas] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayCards(Options with { Holidays = [new CardHoliday(Easter, PublicHolidays.Germany, string.Empty)] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayCards(Options with { LeapDay = default }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayCards(Options with { LeadDays = 61 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayCards(Options with { LateDays = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HolidayCards(Options with { Channels = [] }));
    }

    private static Customer Keeps(Topic holiday, InterestOrigin origin, bool isWelcome = true) => new() { Id = "7", Interests = [Says(holiday, origin, isWelcome)] };

    private static Interest Says(Topic holiday, InterestOrigin origin, bool isWelcome) => new(holiday, origin, isWelcome, Instant.FromUtc(2025, 1, 1, 0, 0));

    private static IEnumerable<string> Cards(Customer person, int year = 2026, HolidayCardOptions? options = null)
    {
        var source = new HolidayCards(options ?? Options);
        return Enumerable.Range(0, 365).SelectMany(day => source.Propose(Snapshot(person), new LocalDate(year, 1, 1).PlusDays(day))).Select(candidate => candidate.Key.Occurrence).Order(StringComparer.Ordinal);
    }

    private static CustomerSnapshot Snapshot(Customer person) => new(person, new CustomerOutlook("7", new LocalDate(2026, 1, 1)), LastPurchase: null, LastContact: null);
}
