namespace CrmKit.Storage;

/// <summary>Everything at one moment. A change makes another state and puts it in place at the end, so that it is wholly there or not at all.</summary>
internal sealed record MemoryState
{
    public static MemoryState Empty { get; } = new();

    public ImmutableSortedDictionary<CustomerId, MemoryPerson> People { get; init; } = ImmutableSortedDictionary<CustomerId, MemoryPerson>.Empty;

    /// <summary>All versions of all events by their number.</summary>
    public ImmutableSortedDictionary<long, MemoryEvent> Events { get; init; } = ImmutableSortedDictionary<long, MemoryEvent>.Empty;

    public ImmutableDictionary<EventKey, ImmutableList<long>> EventsByKey { get; init; } = ImmutableDictionary<EventKey, ImmutableList<long>>.Empty;

    /// <summary>Since when a hash is suppressed for a kind.</summary>
    public ImmutableDictionary<(SuppressionHash Hash, SuppressionKind Kind), Instant> Suppressed { get; init; } =
        ImmutableDictionary<(SuppressionHash Hash, SuppressionKind Kind), Instant>.Empty;

    /// <summary>The ids under which something was refused at an address.</summary>
    public PlaceIndex<CustomerId> RefusedBy { get; init; } = PlaceIndex<CustomerId>.Empty;

    /// <summary>The records that have an address.</summary>
    public PlaceIndex<CustomerId> RecordsAt { get; private init; } = PlaceIndex<CustomerId>.Empty;

    /// <summary>The rows that go, or went, to an address.</summary>
    public PlaceIndex<TouchKey> RowsAt { get; private init; } = PlaceIndex<TouchKey>.Empty;

    public ImmutableDictionary<TouchKey, MemoryRow> Outbox { get; init; } = ImmutableDictionary<TouchKey, MemoryRow>.Empty;

    public ImmutableDictionary<Guid, TouchKey> Claimed { get; init; } = ImmutableDictionary<Guid, TouchKey>.Empty;

    public ImmutableDictionary<string, OptInRequest> OptIns { get; init; } = ImmutableDictionary.Create<string, OptInRequest>(StringComparer.Ordinal);

    /// <summary>All merges by their number.</summary>
    public ImmutableSortedDictionary<long, MemoryMerge> Merges { get; init; } = ImmutableSortedDictionary<long, MemoryMerge>.Empty;

    /// <summary>The numbers of the merges that absorbed a record; the last one may stand.</summary>
    public ImmutableDictionary<CustomerId, ImmutableList<long>> MergesByAbsorbed { get; init; } = ImmutableDictionary<CustomerId, ImmutableList<long>>.Empty;

    public RecordMerges MergeLog => new(Merges.Values.Select(numbered => numbered.Merge));

    public RecordTree Tree { get; init; } = RecordTree.Empty;

    public ImmutableList<(Instant FirstRecordedAt, Instant ErasedAt)> Erasures { get; init; } = [];

    /// <summary>The instant under which something was recorded last.</summary>
    public Instant? LastRecordedAt { get; init; }

    /// <summary>The number of the next thing that is recorded in an order.</summary>
    public long NextNumber { get; init; }

    public MemoryState With(MemoryPerson person)
    {
        var (before, after) = (PointsOf(People.GetValueOrDefault(person.Id)), PointsOf(person));
        return this with
        {
            People = People.SetItem(person.Id, person),
            RecordsAt = before == after ? RecordsAt : PlacesOf(after).Aggregate(WithoutRecord(person.Id, before), (index, place) => index.With(person.Id, place)),
        };
    }

    /// <summary>Leaves a person with some of the statements.</summary>
    public MemoryState With(MemoryPerson person, ImmutableList<MemoryConsent> left)
    {
        var gone = PlacesOfConsents(person.Consents).Except(PlacesOfConsents(left));
        return (this with { RefusedBy = gone.Aggregate(RefusedBy, (index, place) => index.Without(person.Id, place)) }).With(person with { Consents = left });
    }

    public MemoryState Without(MemoryPerson person) => this with
    {
        People = People.Remove(person.Id),
        RecordsAt = WithoutRecord(person.Id, PointsOf(person)),
        RefusedBy = PlacesOfConsents(person.Consents).Aggregate(RefusedBy, (index, place) => index.Without(person.Id, place)),
    };

    public MemoryState With(MemoryRow row)
    {
        var without = Without(row.Key);
        return without with
        {
            Outbox = Outbox.SetItem(row.Key, row),
            Claimed = row.Token is { } token ? without.Claimed.SetItem(token, row.Key) : without.Claimed,
            RowsAt = without.RowsAt.With(row.Key, PlaceOf(row.Row.Intent.Point)),
        };
    }

    /// <summary>Forgets a row and the claim on it.</summary>
    public MemoryState Without(TouchKey effect) => !Outbox.TryGetValue(effect, out var known)
        ? this
        : this with
        {
            Outbox = Outbox.Remove(effect),
            Claimed = known.Token is { } token ? Claimed.Remove(token) : Claimed,
            RowsAt = RowsAt.Without(effect, PlaceOf(known.Row.Intent.Point)),
        };

    public MemoryState With(MemoryMerge merge) => this with
    {
        Merges = Merges.SetItem(merge.Number, merge),
        MergesByAbsorbed = Merges.ContainsKey(merge.Number)
            ? MergesByAbsorbed
            : MergesByAbsorbed.SetItem(merge.Merge.Absorbed, MergesByAbsorbed.GetValueOrDefault(merge.Merge.Absorbed, []).Add(merge.Number)),
        Tree = merge.Merge.UnmergedAt is null ? Tree.With(merge.Merge) : Tree.Without(merge.Merge.Absorbed),
    };

    /// <summary>Forgets merges that do not stand any more, or whose people are forgotten with them.</summary>
    public MemoryState WithoutMerges(IReadOnlyCollection<long> numbers) => this with
    {
        Merges = Merges.RemoveRange(numbers),
        MergesByAbsorbed = numbers.Select(number => Merges[number]).Aggregate(
            MergesByAbsorbed,
            (all, merge) => all.SetItem(merge.Merge.Absorbed, all[merge.Merge.Absorbed].Remove(merge.Number))),
        Tree = numbers.Select(number => Merges[number].Merge).Where(merge => merge.UnmergedAt is null).Aggregate(Tree, (tree, merge) => tree.Without(merge.Absorbed)),
    };

    /// <summary>All merges that absorbed a record, the one that may stand last.</summary>
    private IEnumerable<MemoryMerge> MergesOf(CustomerId absorbed) => MergesByAbsorbed.GetValueOrDefault(absorbed, []).Select(number => Merges[number]);

    /// <summary>The merge that absorbed a record and stands.</summary>
    public MemoryMerge? StandingMergeOf(CustomerId absorbed) => MergesOf(absorbed).LastOrDefault(merge => merge.Merge.UnmergedAt is null);

    /// <summary>What points that reach each other have in common.</summary>
    public static (Channel Channel, string FoldedAddress) PlaceOf(ContactPoint point) => (point.Channel, point.FoldedAddress);

    public CustomerId PersonOf(CustomerId record) => Tree.PersonOf(record);

    /// <summary>What is held under the ids of a person's records, the survivor's first.</summary>
    public IEnumerable<MemoryPerson> RecordsOf(CustomerId person) =>
        Tree.RecordsOf(person).Select(id => People.GetValueOrDefault(id)).OfType<MemoryPerson>();

    public Customer? Customer(CustomerId person) => StoredPerson.Of(person, Tree.RecordsOf(person), id => People.GetValueOrDefault(id)?.Record?.Customer);

    /// <summary>The ids under which people with a record are known, in their order.</summary>
    public IEnumerable<CustomerId> PeopleWithRecord()
    {
        var records = People.Values.Where(person => person.Record is not null).Select(person => person.Id);
        return Tree.IsEmpty ? records : records.Select(PersonOf).Distinct().Order();
    }

    public IEnumerable<Customer> CustomersAt(Instant knownAt)
    {
        var tree = RecordTree.At(MergeLog, knownAt);
        return People.Values
            .Where(person => person.RecordAt(knownAt) is not null)
            .Select(person => tree.PersonOf(person.Id))
            .Distinct()
            .Order()
            .Select(person => StoredPerson.Of(person, tree.RecordsOf(person), id => People.GetValueOrDefault(id)?.RecordAt(knownAt)))
            .OfType<Customer>();
    }

    // What was not yet corrected then is told as what it was then.
    public IEnumerable<RecordedEvent> EventsAt(Instant knownAt)
    {
        var tree = RecordTree.At(MergeLog, knownAt);
        return Events.Values
            .Where(version => version.StoodAt(knownAt))
            .Select(version => new RecordedEvent(version.Event.OnBehalfOf(tree.PersonOf(version.Event.Customer)), version.Recorded.RecordedAt));
    }

    public KnownConsents ConsentsAt(CustomerId record, Instant knownAt)
    {
        var tree = RecordTree.At(MergeLog, knownAt);
        var id = tree.PersonOf(record);
        var records = tree.RecordsOf(id);
        var person = StoredPerson.Of(id, records, one => People.GetValueOrDefault(one)?.RecordAt(knownAt));
        var others = KnownConsents.PointsOf(person).Select(PlaceOf).Distinct()
            .SelectMany(place => RefusedBy.At(place)
                .Where(other => tree.PersonOf(other) != id)
                .SelectMany(other => People[other].Consents)
                .Where(consent => PlaceOf(consent.Recorded.Entry.Point) == place));
        return KnownConsents.Of(id, knownAt, person, InOrder(records.SelectMany(one => People.GetValueOrDefault(one)?.Consents ?? [])), InOrder(others));
    }

    public IEnumerable<MemoryEvent> VersionsOf(CustomerId person) =>
        RecordsOf(person).SelectMany(record => record.Events).Order().Select(number => Events[number]);

    public RecordedEvent OfPerson(MemoryEvent version) =>
        Tree.IsEmpty ? version.Recorded : version.Recorded with { Event = version.Event.OnBehalfOf(PersonOf(version.Event.Customer)) };

    public ImmutableArray<RecordedConsent> ConsentsOf(CustomerId person) =>
        [.. InOrder(RecordsOf(person).SelectMany(record => record.Consents))];

    public IEnumerable<MemoryRow> RowsOf(CustomerId person) => RecordsOf(person).SelectMany(record => record.Effects).Select(effect => Outbox[effect]);

    public IEnumerable<(SuppressionKind Kind, Instant Since)> SuppressionsOf(ContactPoint point, SuppressionHasher hasher) =>
        SuppressionKeysOf(point, hasher).Select(key => (key.Kind, Suppressed[key]));

    public IEnumerable<(SuppressionHash Hash, SuppressionKind Kind)> SuppressionKeysOf(ContactPoint point, SuppressionHasher hasher) =>
        Suppressed.IsEmpty
            ? []
            : from hash in hasher.HashAll(point)
              from kind in Enum.GetValues<SuppressionKind>()
              where Suppressed.ContainsKey((hash, kind))
              select (hash, kind);

    /// <summary>The facts of a person, under the id of any record.</summary>
    public StoredFacts FactsOf(CustomerId record)
    {
        var person = PersonOf(record);
        var standing = VersionsOf(person).Where(version => version.Stands).Select(version => version.Event).ToList();
        return new StoredFacts
        {
            Customer = person,
            FactsVersion = People.GetValueOrDefault(person)?.FactsVersion ?? 0,
            Records = [.. RecordsOf(person).Select(one => one.Record?.Customer).OfType<Customer>()],
            Consents = ConsentsOf(person),
            RefusalsOfOthers = RefusedBy.IsEmpty ? [] : RefusalsOfOthers(person),
            Rows = [.. RowsOf(person).Select(row => row.ToContact())],
            Touches = [.. standing.OfType<Touch>()],
            Complaints = [.. standing.Where(happened => happened is Complaint or ComplaintResolved)],
            LastPurchase = standing.OfType<Purchase>().Select(purchase => (LocalDate?)purchase.Day).Max(),
        };
    }

    private static ImmutableArray<ContactPointRecord> PointsOf(MemoryPerson? person) => person?.Record?.Customer.ContactPoints ?? [];

    private static IEnumerable<(Channel Channel, string FoldedAddress)> PlacesOf(ImmutableArray<ContactPointRecord> points) => points.Select(point => PlaceOf(point.Point)).Distinct();

    private static IEnumerable<(Channel Channel, string FoldedAddress)> PlacesOfConsents(ImmutableList<MemoryConsent> consents) =>
        consents.Select(consent => consent.Recorded.Entry).Where(entry => entry.IsRefusal).Select(entry => PlaceOf(entry.Point)).Distinct();

    private PlaceIndex<CustomerId> WithoutRecord(CustomerId id, ImmutableArray<ContactPointRecord> points) =>
        PlacesOf(points).Aggregate(RecordsAt, (index, place) => index.Without(id, place));

    private ImmutableArray<RecordedConsent> RefusalsOfOthers(CustomerId person)
    {
        var own = RecordsOf(person).SelectMany(record => record.Record?.Customer.ContactPoints ?? []).Select(point => point.Point);
        var promised = RowsOf(person).Select(row => row.ToContact()).Where(row => row.IsPending).Select(row => row.Point);
        return
        [
            .. own.Concat(promised)
                .Select(PlaceOf)
                .Distinct()
                .SelectMany(place => RefusedBy.At(place)
                    .Where(other => PersonOf(other) != person)
                    .SelectMany(other => People[other].Consents)
                    .Where(consent => StandingConsents.StopsOthers(consent.Recorded) && PlaceOf(consent.Recorded.Entry.Point) == place))
                .OrderBy(consent => consent.Number)
                .Select(consent => consent.Recorded),
        ];
    }

    private static IEnumerable<RecordedConsent> InOrder(IEnumerable<MemoryConsent> consents) => consents.OrderBy(consent => consent.Number).Select(consent => consent.Recorded);
}
