namespace CrmKit.Storage;

/// <summary>Short forms of <see cref="IErasureStore.EraseAsync"/>.</summary>
public static class ErasureStoreExtensions
{
    /// <summary>Forgets one person: <see cref="IErasureStore.EraseAsync"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="customer">The id of any record of the person.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>Whether anything was stored of the person.</returns>
    /// <exception cref="CrmStoreException">The store failed; nothing changed.</exception>
    public static async Task<bool> EraseAsync(this IErasureStore store, CustomerId customer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.EraseAsync([customer], cancellationToken).ConfigureAwait(false) > 0;
    }
}
