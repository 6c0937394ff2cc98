namespace CrmKit.Import;

/// <summary>The content lines of one event.</summary>
internal static class CalendarEntryText
{
    // SEQUENCE counts from here: later years than anything that is exported, and 32 bits last until 2068.
    private static readonly Instant FirstSequence = Instant.FromUtc(2000, 1, 1, 0, 0);

    public static IEnumerable<string> LinesOf(CalendarEntry entry, Instant writtenAt)
    {
        yield return "BEGIN:VEVENT";
        yield return $"UID:{CalendarText.Escape(entry.Uid)}";
        yield return $"DTSTAMP:{CalendarText.Of(writtenAt)}";
        foreach (var line in Times(entry).Concat(Words(entry)))
        {
            yield return line;
        }

        yield return "STATUS:" + entry.Status switch { CalendarStatus.Tentative => "TENTATIVE", CalendarStatus.Cancelled => "CANCELLED", _ => "CONFIRMED" };
        yield return entry.IsBusy ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT";
        yield return string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{Sequence(entry.ChangedAt)}");
        if (entry.ChangedAt is { } changed && changed >= CalendarText.Earliest)
        {
            yield return $"LAST-MODIFIED:{CalendarText.Of(changed)}";
        }

        yield return "END:VEVENT";
    }

    private static IEnumerable<string> Times(CalendarEntry entry)
    {
        if (entry.Start is { } start)
        {
            var (first, last) = (CalendarText.Of(start), CalendarText.Of(start + entry.Length));
            yield return $"DTSTART:{first}";

            // An end must be later than the start; without one an event ends when it begins.
            if (!string.Equals(first, last, StringComparison.Ordinal))
            {
                yield return $"DTEND:{last}";
            }

            yield break;
        }

        var day = entry.Day!.Value;
        yield return $"DTSTART;VALUE=DATE:{CalendarText.Of(day)}";

        // The end is the first day after. The calendar's last day has none, and lasts a day without being told.
        if (day != LocalDate.MaxIsoValue)
        {
            yield return $"DTEND;VALUE=DATE:{CalendarText.Of(day.PlusDays(1))}";
        }

        if (entry.Rule is { } rule)
        {
            yield return $"RRULE:{rule}";
        }
    }

    private static IEnumerable<string> Words(CalendarEntry entry)
    {
        yield return $"SUMMARY:{CalendarText.Escape(entry.Summary)}";
        if (entry.Description is { Length: > 0 } description)
        {
            yield return $"DESCRIPTION:{CalendarText.Escape(description)}";
        }

        if (!entry.Categories.IsEmpty)
        {
            yield return $"CATEGORIES:{CalendarText.List(entry.Categories)}";
        }
    }

    private static long Sequence(Instant? changedAt) =>
        changedAt is { } changed && changed > FirstSequence ? Math.Min(changed.ToUnixTimeSeconds() - FirstSequence.ToUnixTimeSeconds(), int.MaxValue) : 0;
}
