namespace CrmKit.Import;

/// <summary>Reads events of calendars: iCalendar (RFC 5545), which every calendar program writes.</summary>
/// <remarks>
/// <para>
/// DTSTART, DTEND or DURATION, RRULE, RDATE and EXDATE say when; RECURRENCE-ID which occurrence an event stands for; UID, SUMMARY, CATEGORIES, STATUS, SEQUENCE and LAST-MODIFIED are what they are.
/// What a calendar with METHOD:CANCEL holds is called off. Tasks, journals, alarms and whatever else is not read are passed over and counted.
/// </para>
/// <para>
/// A zone is an IANA one: by its id, by the id that Windows gives it, by the end of a path (<c>/freeassociation.sourceforge.net/Europe/Berlin</c>), or by what a VTIMEZONE before the
/// event names as X-LIC-LOCATION or TZID-ALIAS-OF. Any other is a fault: rules that a file brings along are not computed with.
/// </para>
/// <para>
/// Nothing is guessed: an EXRULE, a second RRULE, a change of all later occurrences (RANGE) and an UNTIL that means nothing on the event's clock are faults, since without them the
/// event would fall on other days.
/// </para>
/// <para>Events are yielded as they are met: to take nothing of a file with a fault, commit only after the last. Any number of files may be read at the same time.</para>
/// </remarks>
public static class CalendarReader
{
    /// <summary>The column of a rejects file that holds the lines of an event.</summary>
    public const string EventColumn = "event";

    /// <summary>Opens one file: its events, in its order.</summary>
    /// <remarks>
    /// An event that is set aside is one quoted field (<see cref="EventColumn"/>) of its lines, unfolded, without long lines that are not read; its place is that of the property at fault. What is
    /// no calendar, or has no end, stops the reading in either case, and no fault tells what stands there.
    /// </remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="rejects">Takes every event with a fault; <c>null</c>: the first one stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    public static FileImport<ImportedEvent, CalendarImportSummary> Open(Stream stream, string fileName, IRejectSink? rejects = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return new FileImport<ImportedEvent, CalendarImportSummary>(new CalendarReading(stream, fileName, rejects));
    }
}
