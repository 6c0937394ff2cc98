namespace CrmKit.Storage;

/// <summary>Reads what happened.</summary>
public interface ITimelineStore
{
    /// <summary>All events in the order in which they were recorded, as one consistent snapshot.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CancellationToken cancellationToken = default);

    /// <summary>The events of one customer in the order in which they were recorded.</summary>
    /// <param name="customer">The id.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CustomerId customer, CancellationToken cancellationToken = default);
}
