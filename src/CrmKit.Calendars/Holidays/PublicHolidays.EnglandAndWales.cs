using NodaTime;

namespace CrmKit.Calendars;

public static partial class PublicHolidays
{
    /// <summary>Bank holidays of England and Wales, complete from 1978 to 2025; after that the standing rules, without days yet to be proclaimed.</summary>
    /// <remarks>
    /// Banking and Financial Dealings Act 1971, schedule 1 (Easter Monday, last Monday in May, last Monday in August, Boxing Day); Good Friday and Christmas Day by common
    /// law; New Year's Day since 1974 and the first Monday in May since 1978 by Royal Proclamation under section 1(3), as are the substitutes for days on a weekend, the
    /// holidays moved in 1995, 2002, 2012, 2020 and 2022, and the days of a single year.
    /// </remarks>
    public static IHolidayCalendar EnglandAndWales { get; } = new HolidayCalendar(
        new YearRange(1978, 2025),
        Bank("New Year's Day", HolidayRules.Fixed(1, 1)),
        Bank("Good Friday", WesternEaster(-2)),
        Bank("Easter Monday", WesternEaster(1)),
        Bank("Early May bank holiday", HolidayRules.Nth(1, IsoDayOfWeek.Monday, 5).Moved(new LocalDate(1995, 5, 8), new LocalDate(2020, 5, 8))),
        Bank("Spring bank holiday", HolidayRules.Last(IsoDayOfWeek.Monday, 5).Moved(new LocalDate(2002, 6, 4), new LocalDate(2012, 6, 4), new LocalDate(2022, 6, 2))),
        Bank("Summer bank holiday", HolidayRules.Last(IsoDayOfWeek.Monday, 8)),
        Bank("Christmas Day", HolidayRules.Fixed(12, 25)),
        Bank("Boxing Day", HolidayRules.Fixed(12, 26)),
        Proclaimed("Royal wedding", 1981, 7, 29),
        Proclaimed("Millennium Eve", 1999, 12, 31),
        Proclaimed("Golden Jubilee", 2002, 6, 3),
        Proclaimed("Royal wedding", 2011, 4, 29),
        Proclaimed("Diamond Jubilee", 2012, 6, 5),
        Proclaimed("Platinum Jubilee", 2022, 6, 3),
        Proclaimed("State funeral of Queen Elizabeth II", 2022, 9, 19),
        Proclaimed("Coronation of King Charles III", 2023, 5, 8));

    private static HolidayDefinition Bank(string name, IHolidayRule rule) => Day(name, rule, ObservedDay.NextFreeWeekday, since: 1978);

    private static HolidayDefinition Proclaimed(string name, int year, int month, int day) =>
        Day(name, HolidayRules.Once(new LocalDate(year, month, day)), ObservedDay.SameDay);
}
