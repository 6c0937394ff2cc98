using System.Collections.Frozen;

namespace CrmKit.Import;

/// <summary>The properties that are read; all others are passed over and counted.</summary>
internal static class CalendarNames
{
    private static readonly FrozenSet<string> Read = FrozenSet.ToFrozenSet(
        [
            "BEGIN", "END", "VERSION", "METHOD", "CALSCALE", "TZID", "X-LIC-LOCATION", "TZID-ALIAS-OF", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "CATEGORIES",
            "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "EXRULE", "RDATE", "EXDATE",
        ],
        StringComparer.Ordinal);

    public static bool IsRead(string? name) => name is not null && Read.Contains(name);
}
