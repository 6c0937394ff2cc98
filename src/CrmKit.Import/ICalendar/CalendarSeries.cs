using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Everything that a calendar says of one event: the event itself and the occurrences that were moved or called off.</summary>
public sealed record CalendarSeries
{
    private CalendarSeries(string uid, ImportedEvent? whole, ImmutableArray<ImportedEvent> moved)
    {
        Uid = uid;
        Whole = whole;
        Moved = moved;
        Regular = whole is null || whole.Status == CalendarStatus.Cancelled ? null : Without(whole, moved);
    }

    /// <summary>The name under which programs know the event.</summary>
    public string Uid { get; }

    /// <summary>The event itself; <c>null</c> where the calendar states single occurrences alone.</summary>
    public ImportedEvent? Whole { get; }

    /// <summary>Events that stand for single occurrences, those that are called off included, in the order of what they stand for.</summary>
    public ImmutableArray<ImportedEvent> Moved { get; }

    /// <summary>How the event comes round without the occurrences that others stand for; <c>null</c> where it is called off, or not stated.</summary>
    public Recurrence? Regular { get; }

    /// <summary>Puts the events of a calendar together, by UID in order of first appearance. Of several versions the one with the highest SEQUENCE stands, then the one last changed, then the last.</summary>
    /// <param name="events">The events, all of the calendar.</param>
    public static ImmutableArray<CalendarSeries> Of(IEnumerable<ImportedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return
        [
            .. events.GroupBy(known => known.Uid, StringComparer.Ordinal).Select(group => new CalendarSeries(
                group.Key,
                Newest(group.Where(known => known.Replaces is null)),
                [.. group.Where(known => known.Replaces is not null).GroupBy(known => known.Replaces!.Value).Select(versions => Newest(versions)!).OrderBy(known => known.Replaces!.Value.Local)])),
        ];
    }

    /// <summary>The UID alone: the rest may be personal.</summary>
    public override string ToString() => $"Series {Uid}";

    // Sorting is stable, so that the last of equal versions is the last of the calendar.
    private static ImportedEvent? Newest(IEnumerable<ImportedEvent> versions) => versions.OrderBy(known => known.Sequence).ThenBy(known => known.ChangedAt ?? Instant.MinValue).LastOrDefault();

    private static Recurrence Without(ImportedEvent whole, ImmutableArray<ImportedEvent> moved)
    {
        var dates = new EventDates(whole.Start, whole.Recurrence.Rule);
        var taken = moved.Select(known => dates.Of(known.Replaces!.Value, isExclusion: true, out _)).OfType<LocalDateTime>().ToList();
        return taken.Count == 0 ? whole.Recurrence : new Recurrence(whole.Recurrence.Start, whole.Recurrence.Rule, whole.Recurrence.Additions, [.. whole.Recurrence.Exclusions, .. taken]);
    }
}
