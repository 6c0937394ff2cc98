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

    /// <summary>The rows that are due, by due time: whatever became of all others, claiming looks at these alone.</summary>
    public ImmutableSortedSet<WaitingRow> Waiting { get; private init; } = WaitingRow.None;

    /// <summary>The rows that a claim holds, by its token.</summary>
    public ImmutableDictionary<Guid, TouchKey> Claimed { get; private init; } = ImmutableDictionary<Guid, TouchKey>.Empty;

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

    /// <summary>Puts a row of a known person.</summary>
    public MemoryState With(MemoryRow row)
    {
        var person = People[row.Key.Customer];
        return Indexed(person.Rows.GetValueOrDefault(row.Key), row) with
        {
            People = People.SetItem(person.Id, person with { Rows = person.Rows.SetItem(row.Key, row) }),
        };
    }

    /// <summary>Forgets a row and the claim on it.</summary>
    public MemoryState Without(TouchKey effect)
    {
        if (Row(effect) is not { } known)
        {
            return this;
        }

        var person = People[effect.Customer];
        return Indexed(known, after: null) with { People = People.SetItem(person.Id, person with { Rows = person.Rows.Remove(effect) }) };
    }

    /// <summary>Puts a version of an event of a known person: a new one, or one that was superseded.</summary>
    public MemoryState With(MemoryEvent version)
    {
        var (person, key) = (People[version.Event.Customer], version.Event.Key);
        var place = person.Events.BinarySearch(version, MemoryEvent.ByNumber);
        return this with
        {
            People = People.SetItem(person.Id, person with { Events = place < 0 ? person.Events.Insert(~place, version) : person.Events.SetItem(place, version) }),
            Events = Events.SetItem(version.Number, version),
            EventsByKey = place < 0 ? EventsByKey.SetItem(key, EventsByKey.GetValueOrDefault(key, []).Add(version.Number)) : EventsByKey,
        };
    }

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

    public Customer? Customer(CustomerId person) => Tree.IsAlone(person)
        ? People.GetValueOrDefault(person)?.Record?.Customer
        : ReadingOf(People[person]).Customer;

    /// <summary>The ids under which people with a record are known, in their order.</summary>
    public IEnumerable<CustomerId> PeopleWithRecord() =>
        Survivors().Where(own => own.Record is not null || (!Tree.IsAlone(own.Id) && RecordsOf(own.Id).Any(record => record.Record is not null))).Select(own => own.Id);

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
        RecordsOf(person).SelectMany(record => record.Events).OrderBy(version => version.Number);

    public RecordedEvent OfPerson(MemoryEvent version) =>
        Tree.IsEmpty ? version.Recorded : version.Recorded with { Event = version.Event.OnBehalfOf(PersonOf(version.Event.Customer)) };

    public ImmutableArray<RecordedConsent> ConsentsOf(CustomerId person) =>
        [.. InOrder(RecordsOf(person).SelectMany(record => record.Consents))];

    /// <summary>All rows of the outbox.</summary>
    public IEnumerable<MemoryRow> Rows => People.Values.SelectMany(person => person.Rows.Values);

    public MemoryRow? Row(TouchKey effect) => People.GetValueOrDefault(effect.Customer)?.Rows.GetValueOrDefault(effect);

    /// <summary>The claim of a token; <c>null</c> where it holds no row.</summary>
    public OutboxClaim? ClaimOf(Guid token) =>
        Claimed.TryGetValue(token, out var key) && Row(key) is { LeaseUntil: { } until } row ? new OutboxClaim(row.OnBehalfOf(PersonOf(key.Customer)), token, until) : null;

    /// <summary>How the outbox is doing.</summary>
    public OutboxHealth HealthAt(Instant now)
    {
        MemoryRow[] held = [.. Claimed.Values.Select(key => Row(key)!)];
        var late = Waiting.TakeWhile(row => row.DueAt <= now).Select(row => row.DueAt)
            .Concat(held.Where(row => row.Row.State == OutboxState.Claimed && row.Row.DueAt <= now).Select(row => row.Row.DueAt))
            .ToArray();
        var dueNow = Waiting.TakeWhile(row => row.DueAt <= now).LongCount();
        return new OutboxHealth
        {
            ReadAt = now,
            OldestDueAt = late.Length == 0 ? null : late.Min(),
            DueNow = dueNow,
            DueLater = Waiting.Count - dueNow,
            Claimed = held.LongCount(row => row.Row.State == OutboxState.Claimed),
            Sending = held.LongCount(row => row.Row.State == OutboxState.Sending),
            LeftBehind = held.LongCount(row => row.IsLeftBehind(now)),
            Uncertain = Rows.LongCount(row => row.Row.State == OutboxState.Uncertain),
            Held = Rows.LongCount(row => row.Row.State == OutboxState.Held),
        };
    }

    public IEnumerable<MemoryRow> RowsOf(CustomerId person) => RecordsOf(person).SelectMany(record => record.Rows.Values);

    /// <summary>The timeline of everybody with whom something happened that stands, in the order of the ids.</summary>
    public IEnumerable<MemoryTimeline> Timelines() => Survivors().Select(own => ReadingOf(own).Timeline).Where(timeline => !timeline.IsEmpty);

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
    public GateFacts FactsOf(CustomerId record, DateTimeZone businessZone, Instant readAt, SuppressionHasher hasher)
    {
        var person = PersonOf(record);
        var own = People.GetValueOrDefault(person);
        var facts = (own is null ? MemoryReading.Of(person, []) : ReadingOf(own)).Facts;
        return facts.At(
            readAt,
            own?.FactsVersion ?? 0,
            RefusedBy.IsEmpty ? [] : RefusalsOfOthers(person, facts.Reached),
            businessZone,
            SuppressionsBy(hasher));
    }

    private Func<ContactPoint, ImmutableArray<SuppressedPoint>> SuppressionsBy(SuppressionHasher hasher) =>
        Suppressed.IsEmpty ? static _ => [] : point => SuppressionRules.Of(point, SuppressionsOf(point, hasher));

    /// <summary>Everybody once, in the order of the ids: the records that no other has absorbed.</summary>
    private IEnumerable<MemoryPerson> Survivors() => Tree.IsEmpty ? People.Values : People.Values.Where(record => Tree.MergeOf(record.Id) is null);

    private MemoryReading ReadingOf(MemoryPerson own) => MemoryReading.Of(own.Id, Tree.IsAlone(own.Id) ? [own] : [.. RecordsOf(own.Id)]);

    private MemoryState Indexed(MemoryRow? before, MemoryRow? after)
    {
        var (claimed, waiting, places) = (Claimed, Waiting, RowsAt);
        if (before?.Token != after?.Token)
        {
            claimed = before?.Token is { } ended ? claimed.Remove(ended) : claimed;
            claimed = after?.Token is { } token ? claimed.Add(token, after.Key) : claimed;
        }

        if (WaitingRow.Of(before) is var was && WaitingRow.Of(after) is var now && was != now)
        {
            waiting = was is { } left ? waiting.Remove(left) : waiting;
            waiting = now is { } due ? waiting.Add(due) : waiting;
        }

        if (before?.Row.Intent.Point is var from && after?.Row.Intent.Point is var to && from != to)
        {
            places = from is { } gone ? places.Without(before!.Key, PlaceOf(gone)) : places;
            places = to is { } point ? places.With(after!.Key, PlaceOf(point)) : places;
        }

        return this with { Claimed = claimed, Waiting = waiting, RowsAt = places };
    }

    private static ImmutableArray<ContactPointRecord> PointsOf(MemoryPerson? person) => person?.Record?.Customer.ContactPoints ?? [];

    private static IEnumerable<(Channel Channel, string FoldedAddress)> PlacesOf(ImmutableArray<ContactPointRecord> points) => points.Select(point => PlaceOf(point.Point)).Distinct();

    private static IEnumerable<(Channel Channel, string FoldedAddress)> PlacesOfConsents(ImmutableList<MemoryConsent> consents) =>
        consents.Select(consent => consent.Recorded.Entry).Where(entry => entry.IsRefusal).Select(entry => PlaceOf(entry.Point)).Distinct();

    private PlaceIndex<CustomerId> WithoutRecord(CustomerId id, ImmutableArray<ContactPointRecord> points) =>
        PlacesOf(points).Aggregate(RecordsAt, (index, place) => index.Without(id, place));

    // Nearly everybody is the only one at their addresses.
    private ImmutableArray<RecordedConsent> RefusalsOfOthers(CustomerId person, ImmutableArray<ContactPoint> reached)
    {
        SortedDictionary<long, RecordedConsent>? found = null;
        foreach (var place in reached.Select(PlaceOf))
        {
            foreach (var other in RefusedBy.At(place))
            {
                foreach (var consent in PersonOf(other) == person ? [] : People[other].Consents)
                {
                    if (StandingConsents.StopsOthers(consent.Recorded) && PlaceOf(consent.Recorded.Entry.Point) == place)
                    {
                        (found ??= [])[consent.Number] = consent.Recorded;
                    }
                }
            }
        }

        return found is null ? [] : [.. found.Values];
    }

    private static IEnumerable<RecordedConsent> InOrder(IEnumerable<MemoryConsent> consents) => consents.OrderBy(consent => consent.Number).Select(consent => consent.Recorded);
}
