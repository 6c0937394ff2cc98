using System.Diagnostics.CodeAnalysis;

namespace CrmKit.Import;

/// <summary>Dates, times, durations and periods as iCalendar writes them (RFC 5545, 3.3).</summary>
internal static class CalendarTimes
{
    public const string ExpectedDate = "a date as 20250602 on a day that exists, in year 1 or later";
    public const string ExpectedTime = "a time as 20250602T090000, or 20250602T070000Z in UTC";
    public const string ExpectedDuration = "a duration as P1D, PT1H30M or P2W, of at most nine digits a number";

    /// <summary>A day or a time; its zone is the given one, UTC where it says so.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, DateTimeZone? zone, out CalendarTime time)
    {
        time = default;
        if (text.Length < 8 || !TryDate(text[..8], out var date))
        {
            return false;
        }

        if (text.Length == 8)
        {
            time = new CalendarTime(date.AtMidnight(), CalendarClock.Date, null);
            return true;
        }

        var isUtc = text.Length == 16 && text[15] is 'Z' or 'z';
        if ((text.Length != 15 && !isUtc) || text[8] is not ('T' or 't') || !TryTime(text[9..15], out var ofDay))
        {
            return false;
        }

        // The last day of the calendar may lie behind the last instant, west of Greenwich.
        if (zone is not null && !isUtc && date == LocalDate.MaxIsoValue)
        {
            return false;
        }

        zone = isUtc ? DateTimeZone.Utc : zone;
        time = new CalendarTime(date + ofDay, zone is null ? CalendarClock.Floating : CalendarClock.Zone, zone);
        return true;
    }

    /// <summary>A duration, which is none below zero.</summary>
    public static bool TryDuration(ReadOnlySpan<char> text, [NotNullWhen(true)] out Period? duration)
    {
        duration = null;
        text = text is ['+', ..] ? text[1..] : text;
        if (text is not (['P' or 'p', _, ..]))
        {
            return false;
        }

        var builder = new PeriodBuilder();
        var units = "WDTHMS".AsSpan();
        text = text[1..];
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            var unit = digits < 0 ? -1 : units.IndexOf(char.ToUpperInvariant(text[digits]));

            // Units come in their order, each once; a T alone stands before hours, minutes and seconds, and is not the last.
            if (unit < 0 || digits > 9 || (digits == 0) != (units[unit] == 'T') || (units[unit] == 'T' && text.Length == 1) || (units.Contains('T') && unit > units.IndexOf('T')))
            {
                return false;
            }

            var count = digits == 0 ? 0 : int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            _ = units[unit] switch
            {
                'W' => builder.Weeks = count,
                'D' => builder.Days = count,
                'H' => (int)(builder.Hours = count),
                'M' => (int)(builder.Minutes = count),
                'S' => (int)(builder.Seconds = count),
                _ => 0,
            };
            units = units[(unit + 1)..];
            text = text[(digits + 1)..];
        }

        duration = builder.Build();
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out LocalDate date)
    {
        date = default;
        if (!TryNumber(text[..4], out var year) || !TryNumber(text[4..6], out var month) || !TryNumber(text[6..], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        date = new LocalDate(year, month, day);
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> text, out LocalTime time)
    {
        time = default;
        if (!TryNumber(text[..2], out var hour) || !TryNumber(text[2..4], out var minute) || !TryNumber(text[4..], out var second) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        // No clock here has leap seconds.
        time = new LocalTime(hour, minute, Math.Min(second, 59));
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
