namespace CrmKit.Storage;

/// <summary>Reads people.</summary>
/// <remarks>A stored zone that this host's zone data does not know, since another host wrote it with later data, reads as none: the business's stands in.</remarks>
public interface ICustomerStore
{
    /// <summary>One person, or <c>null</c> where the store knows none of that id.</summary>
    /// <param name="customer">The id.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<Customer?> FindCustomerAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>All people in ordinal order of the id, as one consistent snapshot.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<Customer> ReadCustomersAsync(CancellationToken cancellationToken = default);
}
