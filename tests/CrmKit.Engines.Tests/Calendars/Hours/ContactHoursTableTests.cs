using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ContactHoursTableTests
{
    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static readonly Gen<ContactHoursRule[]> Rules =
        from count in Gen.Choose(0, 6)
        from keys in (
            from region in Gen.Elements<string?>("US", "US-TX", "US-CA", "DE", null)
            from channel in Gen.Elements<string?>("phone", "sms", null)
            from purpose in Gen.Elements<string?>("marketing", "service", null)
            select (region, channel, purpose)).ListOf(count)
        select keys.Select(key => Row(key.region, key.channel, key.purpose)).ToArray();

    private static readonly (string? Region, string Channel, string Purpose)[] Cases =
    [
        .. from region in new[] { "US", "US-TX", "US-CA", "DE", "FR", null }
           from channel in new[] { "phone", "sms", "mail" }
           from purpose in new[] { "marketing", "service", "survey" }
           select (region, channel, purpose),
    ];

    [Fact]
    public void Table_is_refused_exactly_where_some_case_has_no_single_most_specific_row() => Law.Holds(Rules, rules =>
    {
        var isClear = rules.DistinctBy(Key).Count() == rules.Length && Cases.All(asked => Winners(rules, asked).Length <= 1);
        if (!isClear)
        {
            Assert.Throws<ArgumentException>(() => new ContactHoursTable(rules));
            return;
        }

        var table = new ContactHoursTable(rules);
        foreach (var asked in Cases)
        {
            Assert.Same(Winners(rules, asked).SingleOrDefault(), table.Find(asked.Region, asked.Channel, asked.Purpose));
        }
    }, tests: 3000);

    [Fact]
    public void Telephone_in_the_United_States_is_quiet_before_8_and_from_21_at_the_called_party()
    {
        var table = new ContactHoursTable(ContactHoursRule.UnitedStatesTelephone("phone", "marketing"));
        foreach (var zone in new[] { "America/New_York", "America/Phoenix", "Pacific/Honolulu", "America/Indiana/Knox" }.Select(id => DateTimeZoneProviders.Tzdb[id]))
        {
            foreach (var day in new[] { new LocalDate(2026, 3, 8), new LocalDate(2026, 7, 1), new LocalDate(2026, 11, 1) })
            {
                Instant At(int hour, int minute) => day.At(new LocalTime(hour, minute)).InZoneStrictly(zone).ToInstant();
                Assert.True(Ask(At(7, 59)).IsQuiet);
                Assert.Equal(At(8, 0), Ask(At(0, 30)).FirstAllowed.At);
                Assert.False(Ask(At(8, 0)).IsQuiet);
                Assert.False(Ask(At(20, 59)).IsQuiet);
                Assert.True(Ask(At(21, 0)).IsQuiet);
                Assert.Equal(day.PlusDays(1).At(new LocalTime(8, 0)).InZoneStrictly(zone).ToInstant(), Ask(At(21, 0)).FirstAllowed.At);
                Assert.Contains("47 CFR 64.1200(c)(1)", Ask(At(21, 0)).Rule!.Provenance, StringComparison.Ordinal);
            }

            ContactHoursAnswer Ask(Instant at) => table.Ask("US-NY", "phone", "marketing", at, zone);
        }
    }

    [Fact]
    public void Without_a_row_nothing_is_forbidden_and_no_row_is_named()
    {
        var at = Instant.FromUtc(2026, 1, 1, 3, 0);
        var answer = new ContactHoursTable(ContactHoursRule.UnitedStatesTelephone("phone", "marketing")).Ask("DE-BE", "phone", "marketing", at, Chicago);
        Assert.Equal(new ContactHoursAnswer(at, new OpeningSearch(OpeningStatus.Found, at), null), answer);
        Assert.False(answer.IsQuiet);
    }

    [Fact]
    public void Holidays_are_closed_where_the_row_says_so()
    {
        var workdays = new BusinessCalendar(new BusinessCalendarOptions { Week = WeekMask.MondayToSaturday, Holidays = PublicHolidays.UnitedStatesFederal, HolidayDays = HolidayDays.OwnDate });
        var hours = new BusinessHours(WeeklyHours.Closed.With(WeekMask.AllDays, new DailyHours(new LocalTime(9, 0), new LocalTime(20, 0))), days: workdays);
        var table = new ContactHoursTable(
            ContactHoursRule.UnitedStatesTelephone("phone", null), new ContactHoursRule("US-TX", "phone", null, hours, "the business's own rule"));

        // Saturday, 3 July 2027, in the evening: Sunday is closed and is the holiday as well, Monday its day of observance.
        var evening = new LocalDateTime(2027, 7, 3, 20, 30).InZoneStrictly(Chicago).ToInstant();
        Assert.Equal(new LocalDateTime(2027, 7, 5, 9, 0).InZoneStrictly(Chicago).ToInstant(), table.Ask("US-TX", "phone", "marketing", evening, Chicago).FirstAllowed.At);
        Assert.False(table.Ask("US-OK", "phone", "marketing", evening, Chicago).IsQuiet);
    }

    [Fact]
    public void Never_allowed_is_quiet_and_says_so()
    {
        var at = Instant.FromUtc(2026, 1, 1, 3, 0);
        var table = new ContactHoursTable(new ContactHoursRule("DE", "phone", "marketing", new BusinessHours(WeeklyHours.Closed), "the business's own rule"));
        var answer = table.Ask("DE", "phone", "marketing", at, Chicago);
        Assert.Equal((true, OpeningStatus.NothingOpen), (answer.IsQuiet, answer.FirstAllowed.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("U")]
    [InlineData("us")]
    [InlineData("USA")]
    [InlineData("US-")]
    [InlineData("US-tx")]
    [InlineData("US-TEXA")]
    [InlineData("US_TX")]
    public void Region_of_another_form_is_refused(string region)
    {
        Assert.Throws<ArgumentException>(nameof(region), () => Row(region, null, null));
        Assert.Throws<ArgumentException>(nameof(region), () => new ContactHoursTable().Find(region, "phone", "marketing"));
    }

    [Fact]
    public void Row_without_provenance_or_with_a_blank_code_is_refused()
    {
        Assert.Throws<ArgumentException>("provenance", () => new ContactHoursRule("US", null, null, BusinessHours.Always, " "));
        Assert.Throws<ArgumentException>("channel", () => Row("US", "", null));
        Assert.Throws<ArgumentException>("purpose", () => Row("US", null, " "));
    }

    private static ContactHoursRule Row(string? region, string? channel, string? purpose) => new(region, channel, purpose, BusinessHours.Always, "test");

    private static (string?, string?, string?) Key(ContactHoursRule rule) => (rule.Region, rule.Channel, rule.Purpose);

    /// <summary>The rows that apply and to which no other that applies is at least as specific.</summary>
    private static ContactHoursRule[] Winners(ContactHoursRule[] rules, (string? Region, string Channel, string Purpose) asked)
    {
        var applying = rules.Where(rule => IsWithin(asked.Region, rule.Region) && IsWithin(asked.Channel, rule.Channel) && IsWithin(asked.Purpose, rule.Purpose)).ToArray();
        return [.. applying.Where(rule => !applying.Any(other => other != rule && IsAtLeastAsSpecific(other, rule)))];
    }

    private static bool IsAtLeastAsSpecific(ContactHoursRule rule, ContactHoursRule than) =>
        IsWithin(rule.Region, than.Region) && IsWithin(rule.Channel, than.Channel) && IsWithin(rule.Purpose, than.Purpose);

    private static bool IsWithin(string? part, string? whole) => whole is null || part == whole || (part is not null && part.StartsWith(whole + "-", StringComparison.Ordinal));
}
