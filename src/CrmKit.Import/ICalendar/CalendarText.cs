using System.Text;

namespace CrmKit.Import;

/// <summary>Texts and times as iCalendar writes them (RFC 5545, 3.3).</summary>
internal static class CalendarText
{
    /// <summary>The first instant that can be written.</summary>
    public static readonly Instant Earliest = Instant.FromUtc(1, 1, 1, 0, 0);

    /// <summary>A text, escaped. Line breaks of all kinds are one, and what the format has no place for is a space.</summary>
    public static string Escape(string text)
    {
        var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (plain.Any(IsUnsayable))
        {
            plain = string.Concat(plain.Select(c => IsUnsayable(c) ? ' ' : c));
        }

        return ContentText.Escape(plain);
    }

    /// <summary>Whether the format has no place for a character (RFC 5545, 3.1, CONTROL); a line break inside a text is written as an escape.</summary>
    public static bool IsUnsayable(char c) => c is < ' ' and not ('\t' or '\n') or '\u007F';

    /// <summary>A list of texts.</summary>
    public static string List(IEnumerable<string> texts) => string.Join(',', texts.Select(Escape));

    /// <summary>For example <c>20250602</c>.</summary>
    public static string Of(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}{date.Month:00}{date.Day:00}");

    /// <summary>For example <c>20250602T060000Z</c>, to the whole second before.</summary>
    public static string Of(Instant instant)
    {
        var utc = instant.InUtc().LocalDateTime;
        return new StringBuilder(Of(utc.Date)).Append(CultureInfo.InvariantCulture, $"T{utc.Hour:00}{utc.Minute:00}{utc.Second:00}Z").ToString();
    }
}
