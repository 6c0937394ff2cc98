using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Dates of cards (RFC 6350, 4.3; RFC 2426 for version 3.0): whole ones and ones without a year are dates, all others stay what they are.</summary>
internal static class VCardDate
{
    /// <summary>What a date must look like.</summary>
    public const string Expected = "a date as 19960415, 1996-04-15 or --0415 on a day that exists, or a year, a month or a day alone";

    private static readonly LocalDatePattern Basic = LocalDatePattern.CreateWithInvariantCulture("yyyyMMdd");
    private static readonly AnnualDatePattern BasicDay = AnnualDatePattern.CreateWithInvariantCulture("MMdd");

    /// <summary>What a property tells.</summary>
    public enum Outcome
    {
        /// <summary>It is no date at all.</summary>
        Unreadable,

        /// <summary>It is a date with month and day.</summary>
        Date,

        /// <summary>It is a year, a month or a day alone, or words: no date that comes round.</summary>
        Partial,
    }

    public static Outcome Read(ContentProperty property, out PartialDate date)
    {
        date = default;
        var text = property.Value.Trim();
        if (property.IsOfType("text") || text.Length == 0)
        {
            return Outcome.Partial;
        }

        if (property.Parameter("CALSCALE") is { } scale && !string.Equals(scale, "gregorian", StringComparison.OrdinalIgnoreCase))
        {
            return Outcome.Unreadable;
        }

        if (WithoutTime(text) is not { } day)
        {
            return Outcome.Unreadable;
        }

        if (TryDay(day, out date))
        {
            // Apple's address book writes a year that it says is none.
            if (date.Year is { } year && string.Equals(property.Parameter("X-APPLE-OMIT-YEAR"), year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            {
                date = new PartialDate(date.Day);
            }

            return Outcome.Date;
        }

        return IsReduced(day) ? Outcome.Partial : Outcome.Unreadable;
    }

    /// <summary>The instant of REV; <c>null</c> where there is none.</summary>
    public static Instant? Instant(string text)
    {
        var compact = text.Trim().Replace("-", string.Empty, StringComparison.Ordinal).Replace(":", string.Empty, StringComparison.Ordinal);
        foreach (var pattern in new[] { "yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd'T'HHmmss.FFFFFF'Z'" })
        {
            if (InstantPattern.CreateWithInvariantCulture(pattern).Parse(compact).TryGetValue(default, out var instant))
            {
                return instant;
            }
        }

        return null;
    }

    // An hour with a zone may be of the day before or after where the person lives; midnight is how writers of instants write a day.
    private static string? WithoutTime(string text)
    {
        var t = text.IndexOf('T', StringComparison.OrdinalIgnoreCase);
        if (t < 0)
        {
            return text;
        }

        var time = text[(t + 1)..];
        var hasZone = time.AsSpan().IndexOfAny("Zz+-") >= 0;
        var isMidnight = time.TrimEnd('Z', 'z').All(c => c is '0' or ':' or '.');
        return t > 0 && (!hasZone || isMidnight) ? text[..t] : null;
    }

    private static bool TryDay(string text, out PartialDate date)
    {
        if (PartialDate.TryParse(text, out date))
        {
            return date.Year is null or >= 1;
        }

        if (text.StartsWith("--", StringComparison.Ordinal) && BasicDay.Parse(text[2..]).TryGetValue(default, out var day))
        {
            date = day;
            return true;
        }

        var isDate = Basic.Parse(text).TryGetValue(default, out var whole);
        date = isDate ? new PartialDate(whole) : default;
        return isDate;
    }

    /// <summary>yyyy, yyyy-MM, --MM and ---dd.</summary>
    private static bool IsReduced(string text)
    {
        var digits = text.Replace("-", string.Empty, StringComparison.Ordinal);
        if (!digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        return digits.Length switch
        {
            4 when text.Length == 4 => true,
            6 when text.Length == 7 && text[4] == '-' => Number(digits[4..]) is >= 1 and <= 12,
            2 when text.StartsWith("---", StringComparison.Ordinal) && text.Length == 5 => Number(digits) is >= 1 and <= 31,
            2 when text.StartsWith("--", StringComparison.Ordinal) && text.Length == 4 => Number(digits) is >= 1 and <= 12,
            _ => false,
        };
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
