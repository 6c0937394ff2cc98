namespace CrmKit.Storage;

/// <summary>Loads what the gates look at. A store states facts and its own clock; it never judges.</summary>
public interface IGateFactsStore
{
    /// <summary>The facts of one customer in one consistent read; a customer without a record has facts too, with no contact point.</summary>
    /// <param name="customer">The id.</param>
    /// <param name="businessZone">The zone that stands in for an unknown one, also for a stored one that this host's zone data does not know.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<GateFacts> LoadFactsAsync(CustomerId customer, DateTimeZone businessZone, CancellationToken cancellationToken = default);

    /// <summary>The facts of every person with a record, in ordinal order of the id, as one consistent snapshot.</summary>
    /// <param name="businessZone">The zone that stands in for an unknown one, also for a stored one that this host's zone data does not know.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<GateFacts> ReadFactsAsync(DateTimeZone businessZone, CancellationToken cancellationToken = default);
}
