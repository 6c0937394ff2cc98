namespace CrmKit;

/// <summary>The events of one person in order, and what they come to whatever zone days are counted in. Immutable to its readers and thread-safe.</summary>
internal sealed class OrderedEvents
{
    private IReadOnlyList<Purchase>? _kept;

    /// <summary>Sums the events up.</summary>
    /// <param name="events">In order of time, those of one instant in ordinal order of the key.</param>
    public OrderedEvents(ImmutableArray<TimelineEvent> events)
    {
        Events = events;
        Summary = RelationshipSummary.OfOrdered(events);
    }

    public ImmutableArray<TimelineEvent> Events { get; }

    public RelationshipSummary Summary { get; }

    /// <summary>The purchases that were not given back in full, in order of day. Found when first asked for: several sources ask for them on every day that they look at.</summary>
    public IReadOnlyList<Purchase> Kept => _kept ??= Find();

    private ImmutableArray<Purchase> Find()
    {
        var returned = Events.OfType<PurchaseReturn>()
            .Where(given => given.Purchase is not null)
            .GroupBy(given => given.Purchase!.Value)
            .ToDictionary(group => group.Key, group => group.Sum(given => given.Amount.Amount));
        return
        [
            .. Events.OfType<Purchase>()
                .Where(purchase => !(returned.TryGetValue(purchase.Key, out var back) && back >= purchase.Amount.Amount && back > 0))
                .OrderBy(purchase => purchase.Day),
        ];
    }
}
