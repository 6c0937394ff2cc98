namespace CrmKit.Storage;

/// <summary>What a store holds of one person, from which the gates' facts are put together in the same way and order by every store. For those who write a store.</summary>
public sealed record StoredFacts
{
    /// <summary>The person.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Counts the changes of the facts; 0 for a person of whom nothing is known.</summary>
    public required long FactsVersion { get; init; }

    /// <summary>The zone of the person's record; <c>null</c> without one.</summary>
    public CustomerZone? Zone { get; init; }

    /// <summary>The contact points of the person's record.</summary>
    public ImmutableArray<ContactPoint> Points { get; init; } = [];

    /// <summary>The person's statements in the order in which they were recorded.</summary>
    public ImmutableArray<RecordedConsent> Consents { get; init; } = [];

    /// <summary>The person's outbox rows, in any order.</summary>
    public ImmutableArray<StoredContact> Rows { get; init; } = [];

    /// <summary>The touches on the person's timeline, in any order.</summary>
    public ImmutableArray<Touch> Touches { get; init; } = [];

    /// <summary>Puts the facts together.</summary>
    /// <remarks>A touch on the timeline counts unless its effect counts as an outbox row already: a contact is counted once, wherever it is known from.</remarks>
    /// <param name="businessZone">The zone that stands in for an unknown one.</param>
    /// <param name="readAt">The store's clock.</param>
    /// <param name="isSuppressed">Whether a contact point must never be used.</param>
    public GateFacts ToGateFacts(DateTimeZone businessZone, Instant readAt, Func<ContactPoint, bool> isSuppressed)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        ArgumentNullException.ThrowIfNull(isSuppressed);
        var rows = Rows.Sort((left, right) => TouchKeyOrder.Compare(left.Key, right.Key));
        var pending = rows.Where(row => row.IsPending);
        return new GateFacts
        {
            Customer = Customer,
            FactsVersion = FactsVersion,
            ReadAt = ColumnInstant.Truncate(readAt),
            Zone = Zone ?? new CustomerZone(businessZone, ZoneSource.Business),
            Points = Points,
            Consents = Consents.IsEmpty ? ConsentLedger.Empty : new ConsentLedger(Consents),
            Suppressed = [.. Points.Concat(pending.Select(row => row.Point)).Distinct().Where(isSuppressed)],
            Contacts = Ordered(rows.Where(row => row.IsMade).Select(RecordOf).Concat(TouchesBeyond(rows))),
            Commitments = Ordered(pending.Select(RecordOf)),
            Decided = [.. rows.Where(row => row.State != OutboxState.Held).Select(row => row.Key)],
        };
    }

    private static ContactRecord RecordOf(StoredContact row) => new(row.Key, row.At, row.Class, row.Point.Channel);

    private static ImmutableArray<ContactRecord> Ordered(IEnumerable<ContactRecord> contacts) =>
        [.. contacts.OrderBy(contact => contact.At).ThenBy(contact => contact.Key, TouchKeyOrder.Comparer)];

    private IEnumerable<ContactRecord> TouchesBeyond(ImmutableArray<StoredContact> rows)
    {
        if (Touches.IsEmpty)
        {
            return [];
        }

        var counted = rows.Where(row => row.IsMade).Select(row => row.Key).ToHashSet();
        return Touches
            .Where(touch => !counted.Contains(touch.Touched))
            .Select(touch => new ContactRecord(touch.Touched, touch.OccurredAt, touch.Class, touch.Channel));
    }
}
