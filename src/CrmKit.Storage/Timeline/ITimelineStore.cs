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

    /// <summary>Everything that was ever recorded of one person, what was corrected or taken back included, in the order in which it was recorded.</summary>
    /// <param name="customer">The id of any record of the person.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<RecordedEvent> ReadVersionsAsync(CustomerId customer, CancellationToken cancellationToken = default);
}
