using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>A half-open stretch of wall-clock time, and how many occurrences of it are wanted.</summary>
internal sealed record OccurrenceWindow(LocalDateTime From, LocalDateTime To, int Limit)
{
    private const string GivenUp = "No further occurrence was found in a million steps.";

    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");
    private static readonly OffsetDateTimePattern WithOffset = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm:ss>");
    private static readonly OffsetDateTimePattern WithShortOffset = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>");

    public OccurrencesOutput Floating(Recurrence recurrence)
    {
        var found = new List<string>();
        using var occurrences = recurrence.From(From).GetEnumerator();
        while (found.Count < Limit && occurrences.MoveNext() && occurrences.Current < To)
        {
            found.Add(Wall.Format(occurrences.Current));
        }

        return new OccurrencesOutput(found, occurrences.End == RecurrenceEnd.WorkLimit ? GivenUp : null);
    }

    /// <summary>The clock may show a time twice, so that the window can open and close more than once: what it shows decides, between the first and the last time that it shows the ends.</summary>
    public OccurrencesOutput Zoned(ZonedRecurrence recurrence)
    {
        var found = new List<string>();
        var (from, to) = (Edge(recurrence.Zone, From, isLast: false), Edge(recurrence.Zone, To, isLast: true));
        using var occurrences = recurrence.From(from).GetEnumerator();
        while (found.Count < Limit && occurrences.MoveNext() && occurrences.Current.ToInstant() < to)
        {
            var time = occurrences.Current;
            if (time.LocalDateTime >= From && time.LocalDateTime < To)
            {
                found.Add((time.Offset.Seconds % 60 == 0 ? WithShortOffset : WithOffset).Format(time));
            }
        }

        return new OccurrencesOutput(found, occurrences.End == RecurrenceEnd.WorkLimit ? GivenUp : null);
    }

    private static Instant Edge(DateTimeZone zone, LocalDateTime local, bool isLast)
    {
        // Instants end with the calendar, and on its last day an offset could lead past it.
        if (local >= new LocalDateTime(9999, 12, 31, 0, 0))
        {
            return Instant.MaxValue;
        }

        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : (isLast ? mapping.Last() : mapping.First()).ToInstant();
    }
}
