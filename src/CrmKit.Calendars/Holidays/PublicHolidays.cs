namespace CrmKit.Calendars;

/// <summary>A small set of public holidays. Each names its law and the years that it is complete for; no other country's law is guessed at.</summary>
/// <remarks>
/// Laws change: what is said of the years to come is the law as it stands. Calendars of other places, and days that are proclaimed for one year, are made with
/// <see cref="HolidayCalendar"/> and <see cref="HolidayList"/> and put together by <see cref="HolidayCalendars"/>.
/// </remarks>
public static partial class PublicHolidays
{
    private static HolidayDefinition Day(string name, IHolidayRule rule, IObservedDayRule observed, int since = CivilYears.First, int until = CivilYears.Last) =>
        new(name, rule, observed) { Years = new YearRange(since, until) };

    private static IHolidayRule WesternEaster(int days) => HolidayRules.FromEaster(EasterTradition.Western, days);
}
