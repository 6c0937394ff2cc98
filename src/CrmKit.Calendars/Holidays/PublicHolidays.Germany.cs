using NodaTime;

namespace CrmKit.Calendars;

public static partial class PublicHolidays
{
    private static readonly HolidayDefinition Epiphany = Feiertag("Heilige Drei Könige", HolidayRules.Fixed(1, 6));
    private static readonly HolidayDefinition CorpusChristi = Feiertag("Fronleichnam", WesternEaster(60));
    private static readonly HolidayDefinition Assumption = Feiertag("Mariä Himmelfahrt", HolidayRules.Fixed(8, 15));
    private static readonly HolidayDefinition AllSaints = Feiertag("Allerheiligen", HolidayRules.Fixed(11, 1));

    private static readonly HolidayDefinition[] Nationwide =
    [
        Feiertag("Neujahr", HolidayRules.Fixed(1, 1)),
        Feiertag("Karfreitag", WesternEaster(-2)),
        Feiertag("Ostermontag", WesternEaster(1)),
        Feiertag("Tag der Arbeit", HolidayRules.Fixed(5, 1)),
        Feiertag("Christi Himmelfahrt", WesternEaster(39)),
        Feiertag("Pfingstmontag", WesternEaster(50)),
        Feiertag("Tag der Deutschen Einheit", HolidayRules.Fixed(10, 3)),
        Feiertag("1. Weihnachtstag", HolidayRules.Fixed(12, 25)),
        Feiertag("2. Weihnachtstag", HolidayRules.Fixed(12, 26)),
    ];

    // The five hundredth anniversary was kept everywhere, in the Länder of the standing holiday by its own rule.
    private static readonly HolidayDefinition Reformation2017 = Reformation(2017, 2017);

    /// <summary>Holidays that all of Germany keeps, complete from 1995 on.</summary>
    /// <remarks>
    /// 3 October by article 2(2) of the Unification Treaty of 1990; the others by the laws on holidays (Feiertagsgesetze) of all sixteen Länder; 31 October 2017 by ordinances
    /// or laws of those that do not keep it every year. Day of Prayer and Repentance ended as a nationwide holiday with 1994. Nothing is observed on another day.
    /// </remarks>
    public static IHolidayCalendar Germany { get; } = new HolidayCalendar(YearRange.From(1995), [.. Nationwide, Reformation2017]);

    /// <summary>Holidays of one German Land as a whole, complete from 1995 to 2025; after that the standing rules, without days yet to be enacted.</summary>
    /// <remarks>
    /// The nationwide ones and those of the Land's own law on holidays. Not included is what only some of its municipalities keep: 15 August in Bavaria, Corpus Christi in
    /// parts of Saxony and Thuringia, the Peace Festival of Augsburg.
    /// </remarks>
    /// <param name="land">ISO 3166-2 code, such as <c>DE-BE</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="land"/> is null.</exception>
    /// <exception cref="ArgumentException">It is none of the sixteen.</exception>
    public static IHolidayCalendar GermanLand(string land)
    {
        ArgumentNullException.ThrowIfNull(land);
        HolidayDefinition[] own = land switch
        {
            "DE-BW" => [Reformation2017, Epiphany, CorpusChristi, AllSaints],
            "DE-BY" => [Reformation2017, Epiphany, CorpusChristi, AllSaints],
            "DE-BE" => [Reformation2017, WomensDay(2019), Liberation(2020), Liberation(2025)],
            "DE-BB" => [Reformation(), Feiertag("Ostersonntag", WesternEaster(0)), Feiertag("Pfingstsonntag", WesternEaster(49))],
            "DE-HB" or "DE-HH" or "DE-NI" or "DE-SH" => [Reformation(2017)],
            "DE-HE" => [Reformation2017, CorpusChristi],
            "DE-MV" => [Reformation(), WomensDay(2023)],
            "DE-NW" or "DE-RP" => [Reformation2017, CorpusChristi, AllSaints],
            "DE-SL" => [Reformation2017, CorpusChristi, Assumption, AllSaints],
            "DE-SN" => [Reformation(), Feiertag("Buß- und Bettag", HolidayRules.OnOrBefore(IsoDayOfWeek.Wednesday, 11, 22))],
            "DE-ST" => [Reformation(), Epiphany],
            "DE-TH" => [Reformation(), Feiertag("Weltkindertag", HolidayRules.Fixed(9, 20), since: 2019)],
            _ => throw new ArgumentException($"'{land}' is not the ISO 3166-2 code of a German Land, such as DE-BE.", nameof(land)),
        };
        return new HolidayCalendar(new YearRange(1995, 2025), [.. Nationwide, .. own]);
    }

    private static HolidayDefinition Reformation(int since = 1995, int until = CivilYears.Last) =>
        Feiertag("Reformationstag", HolidayRules.Fixed(10, 31), since, until);

    private static HolidayDefinition WomensDay(int since) => Feiertag("Internationaler Frauentag", HolidayRules.Fixed(3, 8), since);

    private static HolidayDefinition Liberation(int year) => Feiertag("Tag der Befreiung", HolidayRules.Once(new LocalDate(year, 5, 8)));

    private static HolidayDefinition Feiertag(string name, IHolidayRule rule, int since = 1995, int until = CivilYears.Last) =>
        Day(name, rule, ObservedDay.SameDay, since, until);
}
