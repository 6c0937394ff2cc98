namespace CrmKit.Churn;

/// <summary>From which day on which kinds of events are recorded at all: before it, that there is none says nothing.</summary>
/// <remarks>A shop that never noted a complaint does not know that its customers are content. Immutable and thread-safe.</remarks>
public sealed class TimelineCoverage
{
    private readonly ImmutableDictionary<Type, LocalDate> _since;

    private TimelineCoverage(ImmutableDictionary<Type, LocalDate> since) => _since = since;

    /// <summary>Nothing is known to be recorded: only the events themselves speak.</summary>
    public static TimelineCoverage None { get; } = new(ImmutableDictionary<Type, LocalDate>.Empty);

    /// <summary>Kinds of events are recorded from the day on which the first one of the kind was, of any customer.</summary>
    /// <param name="versions">Versions of all customers' events, in any order; what was later corrected or taken back shows as well that its kind was recorded.</param>
    /// <param name="businessZone">The zone of the business.</param>
    public static TimelineCoverage FromRecorded(IEnumerable<RecordedEvent> versions, DateTimeZone businessZone)
    {
        ArgumentNullException.ThrowIfNull(versions);

        // The later of the two instants, so that what is recorded after a day never changes what that day knew.
        return Of(versions.Select(version => (version.Event, Instant.Max(version.RecordedAt, version.Event.OccurredAt))), businessZone);
    }

    /// <summary>Kinds of events are recorded from the day on which the first one of the kind happened, to any customer.</summary>
    /// <param name="events">All customers' events, in any order.</param>
    /// <param name="businessZone">The zone of the business.</param>
    public static TimelineCoverage FromEvents(IEnumerable<TimelineEvent> events, DateTimeZone businessZone)
    {
        ArgumentNullException.ThrowIfNull(events);
        return Of(events.Select(item => (item, item.OccurredAt)), businessZone);
    }

    /// <summary>The same, with a kind of events recorded from a day on.</summary>
    /// <typeparam name="TEvent">The kind of events.</typeparam>
    /// <param name="since">First day.</param>
    public TimelineCoverage With<TEvent>(LocalDate since)
        where TEvent : TimelineEvent => new(_since.SetItem(typeof(TEvent), since));

    /// <summary>Whether a kind of events was recorded from a day on or earlier.</summary>
    /// <typeparam name="TEvent">The kind of events.</typeparam>
    /// <param name="from">The day.</param>
    public bool Covers<TEvent>(LocalDate from)
        where TEvent : TimelineEvent => _since.TryGetValue(typeof(TEvent), out var since) && since <= from;

    private static TimelineCoverage Of(IEnumerable<(TimelineEvent Event, Instant At)> events, DateTimeZone businessZone)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        var since = new Dictionary<Type, Instant>();
        foreach (var (item, at) in events)
        {
            var kind = item.GetType();
            since[kind] = since.TryGetValue(kind, out var known) ? Instant.Min(known, at) : at;
        }

        return new TimelineCoverage(since.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.InZone(businessZone).Date));
    }
}
