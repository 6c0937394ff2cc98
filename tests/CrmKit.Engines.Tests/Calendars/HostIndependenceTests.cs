using System.Text;
using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

/// <summary>Answers and texts are the same whatever culture and zone the host is set to.</summary>
public sealed class HostIndependenceTests
{
    [Fact]
    public void Calendars_answer_alike_under_every_culture_and_host_zone()
    {
        var before = (Culture: CultureInfo.CurrentCulture, Zone: Environment.GetEnvironmentVariable("TZ"));
        var expected = Answers();
        try
        {
            // Other digits, calendars, weekends, cases and separators; and zones on either side of the date line.
            foreach (var (culture, zone) in new[] { ("ar-SA", "Pacific/Kiritimati"), ("th-TH", "Pacific/Pago_Pago"), ("fa-IR", "Asia/Tehran"), ("tr-TR", "Europe/Istanbul"), ("de-DE", "America/St_Johns") })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Environment.SetEnvironmentVariable("TZ", zone);
                TimeZoneInfo.ClearCachedData();
                Assert.Equal(expected, Answers());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before.Culture;
            Environment.SetEnvironmentVariable("TZ", before.Zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static string Answers()
    {
        var text = new StringBuilder();
        void Say(object? answer) => text.Append(answer).Append('\n');

        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var (date, at) = (new LocalDate(2026, 1, 31), Instant.FromUtc(2026, 3, 28, 23, 30));
        var week = WeeklyHours.Closed.With(WeekMask.MondayToFriday, new DailyHours(new LocalTime(9, 0), new LocalTime(12, 30)), new DailyHours(new LocalTime(22, 0), new LocalTime(3, 0)));
        var workdays = new BusinessCalendar(new BusinessCalendarOptions { Holidays = PublicHolidays.GermanLand("DE-BY") });
        var hours = new BusinessHours(week, days: workdays);
        Say(week);
        Say(WeekMask.MondayToFriday);
        Say(PublicHolidays.EnglandAndWales.Years);
        Say(new PartialDate(date));
        Say(new PartialDate(new AnnualDate(2, 29)));
        Say(IntervalSet.Between(at, at + Duration.FromHours(1)));
        Say(IntervalSet.Between(-3, 5));
        Say(ContactHoursRule.UnitedStatesTelephone("phone", null));
        foreach (var holiday in PublicHolidays.GermanLand("DE-BY").HolidaysBetween(date, date.PlusYears(3)))
        {
            Say(holiday.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
            Say(holiday.Name);
        }

        Say(InstantText(hours.FirstOpen(at, berlin).At));
        Say(InstantText(hours.AddOpenTime(at, Duration.FromHours(70), berlin).At));
        Say(workdays.CountBetween(date, date.PlusYears(20)));
        Say(workdays.Offset(date, 1000, NonBusinessDayPolicy.ModifiedFollowing)?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        Say(date.PlusMonths(13, MonthEndPolicy.KeepMonthEnd)?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        Say(Assert.Throws<InvalidOperationException>(() => new BusinessCalendar(new WeekMask(IsoDayOfWeek.Monday), new LocalDate(9999, 12, 27)).Roll(new LocalDate(9999, 12, 31), NonBusinessDayPolicy.Following)).Message);
        Say(Assert.Throws<ArgumentException>(() => new HolidayList(new YearRange(2026, 2026), new Holiday(new LocalDate(2027, 1, 1), "Neujahr"))).Message);
        return text.ToString();
    }

    private static string? InstantText(Instant? at) => at is { } instant ? NodaTime.Text.InstantPattern.ExtendedIso.Format(instant) : null;
}
