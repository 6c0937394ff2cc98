using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Reads dates of one file; a file has few different days, and reading each of them once is what makes the import fast. Not thread-safe.</summary>
internal sealed class DayCache(DateText form, DateTimeZone zone)
{
    // Eleven years of days. A file with more starts afresh, so that memory stays bounded.
    private const int Capacity = 4096;

    // Longer texts are no date: no pattern in use writes one.
    private const int MaxLength = 100;

    private readonly Dictionary<string, Day> _days = new(StringComparer.Ordinal);

    /// <summary>Reads the date and its first instant in the zone.</summary>
    public bool TryRead(ReadOnlySpan<byte> utf8, out Day day)
    {
        day = default;
        if (utf8.Length > MaxLength)
        {
            return false;
        }

        Span<char> buffer = stackalloc char[MaxLength];
        var text = buffer[..System.Text.Encoding.UTF8.GetChars(utf8, buffer)];
        var lookup = _days.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out day))
        {
            return true;
        }

        var written = text.ToString();
        if (!form.TryParse(written, out var date))
        {
            return false;
        }

        if (_days.Count >= Capacity)
        {
            _days.Clear();
        }

        day = new Day(date, zone.StartOf(date));
        _days.Add(written, day);
        return true;
    }

    /// <summary>A day and its first instant.</summary>
    public readonly record struct Day(LocalDate Date, Instant Start);
}
