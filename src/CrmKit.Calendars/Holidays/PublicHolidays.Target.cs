namespace CrmKit.Calendars;

public static partial class PublicHolidays
{
    /// <summary>Closing days of T2, the euro area's payment system (before 2023 TARGET2 and TARGET), besides Saturdays and Sundays, complete from 2002 on.</summary>
    /// <remarks>The long-term calendar that the European Central Bank announced on 14 December 2000, in force since 2002. Nothing is observed on another day.</remarks>
    public static IHolidayCalendar Target { get; } = new HolidayCalendar(
        YearRange.From(2002),
        Closing("New Year's Day", HolidayRules.Fixed(1, 1)),
        Closing("Good Friday", WesternEaster(-2)),
        Closing("Easter Monday", WesternEaster(1)),
        Closing("Labour Day", HolidayRules.Fixed(5, 1)),
        Closing("Christmas Day", HolidayRules.Fixed(12, 25)),
        Closing("Christmas holiday", HolidayRules.Fixed(12, 26)));

    private static HolidayDefinition Closing(string name, IHolidayRule rule) => Day(name, rule, ObservedDay.SameDay, since: 2002);
}
