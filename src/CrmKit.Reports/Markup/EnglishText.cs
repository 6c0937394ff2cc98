using NodaTime.Text;

namespace CrmKit.Reports;

/// <summary>Figures in invariant English, the same on every host.</summary>
internal static class EnglishText
{
    private static readonly LocalDatePattern LongDate = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");
    private static readonly LocalDatePattern ShortDate = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Long(LocalDate date) => LongDate.Format(date.WithCalendar(CalendarSystem.Iso));

    public static string Short(LocalDate date) => ShortDate.Format(date.WithCalendar(CalendarSystem.Iso));

    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date.WithCalendar(CalendarSystem.Iso));

    public static string Of(LocalTime time) => Time.Format(time);

    public static string Of(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Rounded to the minor unit, with thousands separators; the code "no currency" is left out.</summary>
    public static string Of(Money money)
    {
        var rounded = money.Round();
        var digits = money.Currency.MinorDigits.ToString(CultureInfo.InvariantCulture);

        // A tiny loss rounds to the decimal -0.00, which would print its sign.
        var amount = (rounded.Amount == 0 ? 0m : rounded.Amount).ToString($"N{digits}", CultureInfo.InvariantCulture);
        return money.Currency == Currency.None ? amount : $"{amount} {money.Currency.Code}";
    }

    /// <summary>A chance in whole percent, which says "over 99 %" and "under 1 %" rather than a certainty that nobody has.</summary>
    public static string Chance(double probability) => probability switch
    {
        0 => "0 %",
        1 => "100 %",
        < 0.01 => "under 1 %",
        > 0.99 => "over 99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * probability:0} %"),
    };

    /// <summary>A count or an expected count: whole from a hundred on, one decimal below.</summary>
    public static string Expected(double count) => Math.Abs(count) >= 99.95
        ? count.ToString("N0", CultureInfo.InvariantCulture)
        : count.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A number of a column, whose decimal points stand below each other.</summary>
    public static string OneDecimal(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    /// <summary>An estimate with six significant digits.</summary>
    public static string Estimate(double value) => double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : "not available";

    /// <summary>A count with its noun in the right number.</summary>
    public static string Counted(int count, string one, string many) => $"{Of(count)} {(count == 1 ? one : many)}";
}
