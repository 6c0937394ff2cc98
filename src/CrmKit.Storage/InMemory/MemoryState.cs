namespace CrmKit.Storage;

/// <summary>Everything at one moment. A change makes another state and puts it in place at the end, so that it is wholly there or not at all.</summary>
internal sealed record MemoryState
{
    public static MemoryState Empty { get; } = new();

    public ImmutableSortedDictionary<CustomerId, MemoryPerson> People { get; init; } = ImmutableSortedDictionary<CustomerId, MemoryPerson>.Empty;

    public ImmutableList<RecordedEvent> Events { get; init; } = [];

    public ImmutableDictionary<EventKey, TimelineEvent> EventsByKey { get; init; } = ImmutableDictionary<EventKey, TimelineEvent>.Empty;

    public ImmutableHashSet<SuppressionHash> Suppressed { get; init; } = [];

    public ImmutableDictionary<TouchKey, MemoryRow> Outbox { get; init; } = ImmutableDictionary<TouchKey, MemoryRow>.Empty;

    public MemoryPerson Person(CustomerId id) => People.TryGetValue(id, out var person) ? person : new MemoryPerson(id);

    public MemoryState With(MemoryPerson person) => this with { People = People.SetItem(person.Id, person) };

    public MemoryState With(MemoryRow row) => this with { Outbox = Outbox.SetItem(row.Row.Intent.Key, row) };

    public MemoryState WithNewFacts(CustomerId id) => With(Person(id).WithNewFacts());

    public bool IsSuppressed(ContactPoint point, SuppressionHasher hasher) =>
        !Suppressed.IsEmpty && hasher.HashAll(point).Any(Suppressed.Contains);

    public StoredFacts FactsOf(CustomerId id)
    {
        var person = Person(id);
        return new StoredFacts
        {
            Customer = id,
            FactsVersion = person.FactsVersion,
            Records = person.Record is null ? [] : [person.Record],
            Consents = [.. person.Consents],
            Rows = [.. person.Effects.Select(effect => Outbox[effect].ToContact())],
            Touches = [.. person.Events.Select(recorded => recorded.Event).OfType<Touch>()],
        };
    }
}
