namespace CrmKit;

/// <summary>An event together with the instant at which the program came to know it.</summary>
/// <param name="Event">What happened.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record RecordedEvent(TimelineEvent Event, Instant RecordedAt)
{
    /// <summary>When a correction took its place; <c>null</c> while it stands.</summary>
    public Instant? SupersededAt { get; init; }

    /// <summary>Whether it was taken back: nothing of the kind happened, and the event is what had been believed.</summary>
    public bool IsRetraction { get; init; }
}
