namespace CrmKit.Storage;

/// <summary>One version of an event, of the record that it was recorded of, and its place in the order of recording.</summary>
internal sealed record MemoryEvent(long Number, RecordedEvent Recorded)
{
    public static IComparer<MemoryEvent> ByNumber { get; } = Comparer<MemoryEvent>.Create(static (left, right) => left.Number.CompareTo(right.Number));

    public TimelineEvent Event => Recorded.Event;

    public bool Stands => Recorded.SupersededAt is null;

    public bool StoodAt(Instant knownAt) => Recorded.RecordedAt <= knownAt && (Recorded.SupersededAt is not { } end || end > knownAt);
}
