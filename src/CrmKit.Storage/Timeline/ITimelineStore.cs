namespace CrmKit.Storage;

/// <summary>Reads what happened. Events of merged records are told of the person that they are one with.</summary>
public interface ITimelineStore
{
    /// <summary>All events that stand, in the order in which they were recorded, as one consistent snapshot.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CancellationToken cancellationToken = default);

    /// <summary>All events that stood at a past instant, as they were known and of whom they were told then; those of people forgotten since are missing.</summary>
    /// <remarks>An instant is past once the store's clock has gone beyond it: <see cref="ICrmStore"/>. At the present one, or one to come, more may be recorded still.</remarks>
    /// <param name="knownAt">The instant: what was recorded, corrected, taken back or merged later does not count.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<RecordedEvent> ReadEventsAsync(Instant knownAt, CancellationToken cancellationToken = default);

    /// <summary>The events of one person that stand, in the order in which they were recorded.</summary>
    /// <param name="customer">The id of any record of the person.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>The purchases and returns of everybody that stand, those of one person in the order in which they were recorded, as one consistent snapshot.</summary>
    /// <remarks>Most of a long timeline is contacts: who reckons with purchases alone need not read these. A store that cannot tell them apart cheaper reads all events.</remarks>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<TimelineEvent> ReadPurchasesAsync(CancellationToken cancellationToken = default) =>
        ReadEventsAsync(cancellationToken).Select(static recorded => recorded.Event).Where(static happened => happened is Purchase or PurchaseReturn);

    /// <summary>The history of every person with an event that stands, in ordinal order of the id, as one consistent snapshot. What lies ahead of the clock is in it too.</summary>
    /// <remarks>A store that keeps a person's events together hands them out as they are; any other gathers them, in memory, from all events.</remarks>
    /// <param name="zone">In which days are counted; <see cref="RelationshipHistory.In"/> gives a person's own.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<RelationshipHistory> ReadHistoriesAsync(DateTimeZone zone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return GatheredHistories.Of(ReadEventsAsync(cancellationToken), zone, cancellationToken);
    }

    /// <summary>Everything that was ever recorded of one person, what was corrected or taken back included, in the order in which it was recorded.</summary>
    /// <param name="customer">The id of any record of the person.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<RecordedEvent> ReadVersionsAsync(CustomerId customer, CancellationToken cancellationToken = default);
}
