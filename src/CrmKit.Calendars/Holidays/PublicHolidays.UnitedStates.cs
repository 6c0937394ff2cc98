using NodaTime;

namespace CrmKit.Calendars;

public static partial class PublicHolidays
{
    /// <summary>Federal holidays of the United States, complete from 1971 on, without the Inauguration Day of the capital's region.</summary>
    /// <remarks>
    /// 5 U.S.C. 6103(a), in force since 1971 by the Uniform Monday Holiday Act (Pub. L. 90-363). Veterans Day was the fourth Monday in October until 1977
    /// (Pub. L. 94-97 moved it back); Martin Luther King's birthday since 1986 (Pub. L. 98-144); Juneteenth since 2021 (Pub. L. 117-17). A holiday on Saturday is observed on
    /// Friday (5 U.S.C. 6103(b)), on Sunday on Monday (Executive Order 11582 of 1971).
    /// </remarks>
    public static IHolidayCalendar UnitedStatesFederal { get; } = new HolidayCalendar(
        YearRange.From(1971),
        Federal("New Year's Day", HolidayRules.Fixed(1, 1)),
        Federal("Birthday of Martin Luther King, Jr.", HolidayRules.Nth(3, IsoDayOfWeek.Monday, 1), since: 1986),
        Federal("Washington's Birthday", HolidayRules.Nth(3, IsoDayOfWeek.Monday, 2)),
        Federal("Memorial Day", HolidayRules.Last(IsoDayOfWeek.Monday, 5)),
        Federal("Juneteenth National Independence Day", HolidayRules.Fixed(6, 19), since: 2021),
        Federal("Independence Day", HolidayRules.Fixed(7, 4)),
        Federal("Labor Day", HolidayRules.Nth(1, IsoDayOfWeek.Monday, 9)),
        Federal("Columbus Day", HolidayRules.Nth(2, IsoDayOfWeek.Monday, 10)),
        Federal("Veterans Day", HolidayRules.Nth(4, IsoDayOfWeek.Monday, 10), until: 1977),
        Federal("Veterans Day", HolidayRules.Fixed(11, 11), since: 1978),
        Federal("Thanksgiving Day", HolidayRules.Nth(4, IsoDayOfWeek.Thursday, 11)),
        Federal("Christmas Day", HolidayRules.Fixed(12, 25)));

    private static HolidayDefinition Federal(string name, IHolidayRule rule, int since = 1971, int until = CivilYears.Last) =>
        Day(name, rule, ObservedDay.NearestWeekday, since, until);
}
