using CrmKit.Calendars;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace CrmKit.Import;

/// <summary>The stated form of days, or of days with a time of the business's zone, checked. Thread-safe.</summary>
internal sealed class MomentText
{
    private readonly DateText? _days;
    private readonly LocalDateTimePattern? _times;
    private readonly DateTimeZone _zone;
    private readonly ZoneLocalMappingResolver _resolver;
    private readonly string _expected;

    public MomentText(CsvFormat format, string? pattern, DateTimeZone zone, ZoneLocalMappingResolver resolver, string parameter)
    {
        _zone = zone;
        _resolver = resolver;
        var text = pattern ?? format.DatePattern;
        if (pattern is null || !Uses(pattern, "HhmstfF"))
        {
            _days = new DateText(format with { DatePattern = text }, parameter);
            _expected = _days.Expected;
            return;
        }

        _times = Create(text, format.Culture, parameter);
        _expected = $"a day and time as {text}, for example {_times.Format(new LocalDateTime(2011, 12, 31, 15, 5, 9))}, on a day that exists";
    }

    /// <summary>Whether the form writes a time.</summary>
    public bool HasTime => _times is not null;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="moment">The day and the instant.</param>
    /// <param name="expected">What was expected where it cannot be read.</param>
    public bool TryParse(string text, out Moment moment, out string expected)
    {
        moment = default;
        expected = _expected;
        if (_days is not null)
        {
            if (_days.TryParse(text, out var day))
            {
                moment = new Moment(day, _zone.StartOf(day));
                return true;
            }

            return false;
        }

        if (!_times!.Parse(text).TryGetValue(default, out var time))
        {
            return false;
        }

        try
        {
            moment = new Moment(time.Date, _zone.ResolveLocal(time, _resolver).ToInstant());
            return true;
        }
        catch (Exception e) when (e is SkippedTimeException or AmbiguousTimeException)
        {
            expected = $"a time that the clocks of {_zone.Id} show exactly once";
            return false;
        }
    }

    private static LocalDateTimePattern Create(string text, CultureInfo culture, string parameter)
    {
        // The separators stand for themselves in every culture, as they do in dates.
        var plain = (CultureInfo)culture.Clone();
        plain.DateTimeFormat.DateSeparator = "/";
        plain.DateTimeFormat.TimeSeparator = ":";
        LocalDateTimePattern pattern;
        try
        {
            pattern = LocalDateTimePattern.Create(text, plain);
        }
        catch (InvalidPatternException e)
        {
            throw Unusable(text, e.Message, parameter);
        }

        var times = Enumerable.Range(0, 24).Select(hour => new LocalTime(hour, Uses(text, "m") ? 7 : 0, Uses(text, "s") ? 5 : 0)).ToArray();
        foreach (var day in DateText.EveryDay())
        {
            var time = day.At(times[day.DayOfYear % times.Length]);
            var written = pattern.Format(time);
            if (!pattern.Parse(written).TryGetValue(default, out var read) || read != time)
            {
                throw Unusable(text, $"it writes {LocalDateTimePattern.GeneralIso.Format(time)} as {written}, which does not read back as the same time", parameter);
            }
        }

        return pattern;
    }

    /// <summary>Whether the pattern uses one of these letters, rather than quoting it.</summary>
    private static bool Uses(string pattern, string letters)
    {
        var quote = '\0';
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '\\')
            {
                i++;
            }
            else if (letters.Contains(c, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static ArgumentException Unusable(string pattern, string reason, string parameter) =>
        new($"The pattern \"{pattern}\" is unusable: {reason}. Expected a year of four digits, month, day and hour, such as yyyy-MM-dd HH:mm:ss, dd.MM.yyyy HH:mm or M/d/yyyy h:mm tt.", parameter);
}
