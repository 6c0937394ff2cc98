using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>The stated form of dates, checked. Thread-safe.</summary>
internal sealed class DateText
{
    private static readonly LocalDate Sample = new(2011, 12, 31);

    // Other centuries beside the leap year below: a year of two digits gives itself away in at least one of them.
    private static readonly ImmutableArray<LocalDate> OtherCenturies = [new(1804, 2, 29), new(1904, 3, 5), new(1999, 12, 31), new(2096, 11, 12), new(2150, 1, 31)];

    private readonly LocalDatePattern _pattern;

    public DateText(CsvFormat format, string parameter)
    {
        var text = format.DatePattern;
        if (string.IsNullOrWhiteSpace(text) || text.Length < 2)
        {
            throw Unusable(text, "it must name year, month and day; a one-letter pattern means another thing in each culture", parameter);
        }

        // In .NET and NodaTime patterns a slash is the culture's own separator, which is a dot in German: here it is a slash.
        var culture = (CultureInfo)format.Culture.Clone();
        culture.DateTimeFormat.DateSeparator = "/";
        try
        {
            _pattern = LocalDatePattern.Create(text, culture);
        }
        catch (InvalidPatternException e)
        {
            throw Unusable(text, e.Message, parameter);
        }

        if (EveryDay().FirstOrDefault(day => !ReadsBack(day), LocalDate.MinIsoValue) is var failed && failed != LocalDate.MinIsoValue)
        {
            throw Unusable(text, $"it writes {LocalDatePattern.Iso.Format(failed)} as {_pattern.Format(failed)}, which does not read back as the same day", parameter);
        }

        var sample = _pattern.Format(Sample);
        Expected = $"a date as {text}, for example {sample}, on a day that exists";
        var month = sample.IndexOf("12", StringComparison.Ordinal);
        MonthBeforeDay = month >= 0 && month < sample.IndexOf("31", StringComparison.Ordinal);
    }

    /// <summary>What a date must look like, in words that continue "expected".</summary>
    public string Expected { get; }

    /// <summary>Whether the form writes the month's number before the day's.</summary>
    public bool MonthBeforeDay { get; }

    /// <summary>The date in the stated form.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The form would write another day's text: its year has other than four digits.</exception>
    public string Write(LocalDate date) => ReadsBack(date) ? _pattern.Format(date) : throw new ArgumentOutOfRangeException(nameof(date), "A date outside the years 1 to 9999 has no text in the stated form.");

    public bool TryParse(string text, out LocalDate date) => _pattern.Parse(text).TryGetValue(default, out date);

    /// <summary>The days that a form must write and read back: each of a leap year, and others in other centuries.</summary>
    public static IEnumerable<LocalDate> EveryDay() => Enumerable.Range(0, 366).Select(new LocalDate(2000, 1, 1).PlusDays).Concat(OtherCenturies);

    private bool ReadsBack(LocalDate day) => TryParse(_pattern.Format(day), out var read) && read == day;

    private static ArgumentException Unusable(string? pattern, string reason, string parameter) =>
        new($"The date format \"{pattern}\" is unusable: {reason}. Expected a pattern with a year of four digits, month and day, such as yyyy-MM-dd, dd.MM.yyyy or MM/dd/yyyy.", parameter);
}
