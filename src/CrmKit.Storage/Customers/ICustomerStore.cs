namespace CrmKit.Storage;

/// <summary>Reads people. Records that were merged are read as one person: <see cref="MergedCustomer"/>.</summary>
public interface ICustomerStore
{
    /// <summary>A person.</summary>
    /// <param name="customer">The id of any record of the person.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The person under the id of the surviving record; <c>null</c> where nothing is recorded.</returns>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<Customer?> FindCustomerAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>All people in ordinal order of the id, as one consistent snapshot.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<Customer> ReadCustomersAsync(CancellationToken cancellationToken = default);

    /// <summary>All people as they were known at a past instant, in ordinal order of the id; those forgotten since are missing.</summary>
    /// <param name="knownAt">The instant: what was recorded or merged later does not count.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<Customer> ReadCustomersAsync(Instant knownAt, CancellationToken cancellationToken = default);

    /// <summary>One record as it was given under its own id, before any merge.</summary>
    /// <param name="customer">The id.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns><c>null</c> where there is none.</returns>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<StoredCustomer?> FindRecordAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>The people who have a contact point, in ordinal order of the id: an address may be several people's.</summary>
    /// <param name="point">The contact point; spellings of one e-mail address are one point.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<ImmutableArray<CustomerId>> FindByPointAsync(ContactPoint point, CancellationToken cancellationToken = default);
}
