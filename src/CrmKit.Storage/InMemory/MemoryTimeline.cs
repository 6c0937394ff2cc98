namespace CrmKit.Storage;

/// <summary>The events of one person that stand, sorted out by who asks for them.</summary>
/// <remarks>Immutable to its readers and thread-safe: two that come first at one time put together the same.</remarks>
internal sealed class MemoryTimeline
{
    private readonly CustomerId _person;
    private readonly ImmutableArray<TimelineEvent> _standing;
    private RelationshipHistory? _history;

    /// <summary>Sorts the events out.</summary>
    /// <param name="person">The id under which the person is known.</param>
    /// <param name="records">What is held under the ids of all records of the person.</param>
    public MemoryTimeline(CustomerId person, ImmutableArray<MemoryPerson> records)
    {
        _person = person;
        var versions = records.Length == 1 ? (IEnumerable<MemoryEvent>)records[0].Events : records.SelectMany(record => record.Events).OrderBy(version => version.Number);
        _standing = [.. versions.Where(version => version.Stands).Select(version => version.Event)];
        Purchases = [.. _standing.Where(happened => happened is Purchase or PurchaseReturn).Select(OfPerson)];
        Touches = [.. _standing.OfType<Touch>()];
        Complaints = [.. _standing.Where(happened => happened is Complaint or ComplaintResolved)];
        LastPurchase = Purchases.OfType<Purchase>().Select(purchase => (LocalDate?)purchase.Day).Max();
    }

    /// <summary>Whether nothing stands.</summary>
    public bool IsEmpty => _standing.IsEmpty;

    /// <summary>All of it in order of time, told of the person, with days counted in UTC.</summary>
    public RelationshipHistory History => _history ??= new RelationshipHistory(_standing.Select(OfPerson), DateTimeZone.Utc);

    /// <summary>Purchases and returns in the order in which they were recorded, told of the person.</summary>
    public ImmutableArray<TimelineEvent> Purchases { get; }

    /// <summary>Touches, under the ids of the records.</summary>
    public ImmutableArray<Touch> Touches { get; }

    /// <summary>Complaints and what settled them, under the ids of the records.</summary>
    public ImmutableArray<TimelineEvent> Complaints { get; }

    /// <summary>Day of the last purchase; <c>null</c> without one.</summary>
    public LocalDate? LastPurchase { get; }

    private TimelineEvent OfPerson(TimelineEvent happened) => happened.Customer == _person ? happened : happened.OnBehalfOf(_person);
}
