namespace CrmKit;

/// <summary>An event together with the instant at which the program came to know it.</summary>
/// <param name="Event">What happened.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record RecordedEvent(TimelineEvent Event, Instant RecordedAt);
