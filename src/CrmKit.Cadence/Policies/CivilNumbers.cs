using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>Civil days as numbers: days since 1970-01-01, as columns hold them.</summary>
internal static class CivilNumbers
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>9999-12-31, after which there is no day.</summary>
    public static int Last { get; } = Of(LocalDate.MaxIsoValue);

    public static int Of(LocalDate day) => Period.DaysBetween(Epoch, day);

    public static LocalDate DayOf(int number) => Epoch.PlusDays(number);

    /// <summary>The last instant of a day.</summary>
    public static Instant EndOf(LocalDate day, DateTimeZone zone) => day < LocalDate.MaxIsoValue ? zone.StartOf(day.PlusDays(1)) - Duration.Epsilon : zone.StartOf(day);

    public static LocalDate DayOrLast(long number) => number >= Last ? LocalDate.MaxIsoValue : DayOf((int)number);
}
