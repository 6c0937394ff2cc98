namespace CrmKit.Storage;

/// <summary>What the gates' facts say of a person whatever the clock shows: put together once, for as long as what is stored of the person stays as it is.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class PersonFacts
{
    private readonly CustomerId _customer;
    private readonly Customer? _person;
    private readonly ImmutableArray<ContactPoint> _points;
    private readonly ConsentLedger _consents;
    private readonly ComplaintLedger? _complaints;
    private readonly LocalDate? _lastPurchase;
    private readonly ImmutableArray<ContactRecord> _contacts;
    private readonly ImmutableArray<ContactRecord> _commitments;
    private readonly ImmutableArray<TouchKey> _decided;

    /// <summary>Puts them together. The version and the refusals of others are not looked at: they change with others.</summary>
    public PersonFacts(StoredFacts stored)
    {
        _customer = stored.Customer;
        _person = stored.Records.Length > 1 ? MergedCustomer.Combine(stored.Records[0], stored.Records.Skip(1)) : stored.Records.FirstOrDefault();
        _points = _person is null ? [] : [.. _person.ContactPoints.Where(point => point.IsUsable).Select(point => point.Point)];
        _consents = stored.Consents.IsEmpty ? ConsentLedger.Empty : new ConsentLedger(stored.Consents.Select(OfPerson));
        _complaints = stored.Complaints.IsEmpty ? null : new ComplaintLedger(stored.Complaints);
        _lastPurchase = stored.LastPurchase;
        var rows = stored.Rows.Sort(static (left, right) => TouchKeyOrder.Compare(left.Key, right.Key));
        var pending = rows.Where(row => row.IsPending).ToList();
        Reached = [.. _points.Concat(pending.Select(row => row.Point)).Distinct()];
        _contacts = Ordered(rows.Where(row => row.IsMade).Select(RecordOf).Concat(TouchesBeyond(stored.Touches, rows)));
        _commitments = Ordered(pending.Select(RecordOf));
        var decided = rows.Where(row => row.State != OutboxState.Held).Select(row => OfPerson(row.Key));
        _decided = rows.All(row => row.Key.Customer == _customer) ? [.. decided] : [.. decided.Distinct().Order(TouchKeyOrder.Comparer)];
    }

    /// <summary>The contact points that can be used, and those that contacts were promised to.</summary>
    public ImmutableArray<ContactPoint> Reached { get; }

    /// <summary>The facts at an instant.</summary>
    public GateFacts At(
        Instant readAt,
        long factsVersion,
        ImmutableArray<RecordedConsent> refusalsOfOthers,
        DateTimeZone businessZone,
        Func<ContactPoint, ImmutableArray<SuppressedPoint>> suppressions) => new()
        {
            Customer = _customer,
            FactsVersion = factsVersion,
            ReadAt = ColumnInstant.Truncate(readAt),
            Zone = _person?.Zone ?? new CustomerZone(businessZone, ZoneSource.Business),
            Points = _points,
            Consents = _consents,
            RefusalsAtSharedPoints = refusalsOfOthers.IsEmpty ? [] : [.. refusalsOfOthers.Where(refusal => Reached.Any(refusal.Entry.Point.Reaches))],
            Suppressed = Reached.Aggregate(ImmutableArray<SuppressedPoint>.Empty, (all, point) => all.AddRange(suppressions(point))),
            CareFlags = _person?.CareFlags ?? [],
            Blocks = _person?.Blocks ?? [],
            PreferredHours = _person?.PreferredHours,
            OpenComplaints = _complaints?.UnsettledAt(ColumnInstant.Truncate(readAt)) ?? [],
            LastPurchase = _lastPurchase,
            Contacts = _contacts,
            Commitments = _commitments,
            Decided = _decided,
        };

    private static ImmutableArray<ContactRecord> Ordered(IEnumerable<ContactRecord> contacts) =>
    [
        .. contacts.OrderBy(contact => contact.At)
            .ThenBy(contact => contact.Key, TouchKeyOrder.Comparer)
            .ThenBy(contact => contact.Class)
            .ThenBy(contact => contact.Channel)
            .ThenBy(contact => contact.Kind),
    ];

    private ContactRecord RecordOf(StoredContact row) => new(OfPerson(row.Key), row.At, row.Class, row.Point.Channel) { Kind = row.Kind };

    private TouchKey OfPerson(TouchKey effect) => effect.Customer == _customer ? effect : effect.OnBehalfOf(_customer);

    private RecordedConsent OfPerson(RecordedConsent recorded) =>
        recorded.Entry.Customer == _customer ? recorded : recorded with { Entry = recorded.Entry with { Customer = _customer } };

    private IEnumerable<ContactRecord> TouchesBeyond(ImmutableArray<Touch> touches, ImmutableArray<StoredContact> rows)
    {
        if (touches.IsEmpty)
        {
            return [];
        }

        // Compared under the ids of the records: two records may each have been sent what the person, had it been known as one, would have got once.
        var counted = rows.Where(row => row.IsMade).Select(row => row.Key).ToHashSet();
        return touches
            .Where(touch => !counted.Contains(touch.Touched))
            .Select(touch => new ContactRecord(OfPerson(touch.Touched), touch.OccurredAt, touch.Class, touch.Channel) { Kind = touch.Kind });
    }
}
