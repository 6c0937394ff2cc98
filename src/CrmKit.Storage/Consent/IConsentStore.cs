namespace CrmKit.Storage;

/// <summary>Reads what was known of consent. What holds now is among the facts: <see cref="IGateFactsStore"/>.</summary>
public interface IConsentStore
{
    /// <summary>What was known of a person's consent at a past instant, in one consistent read.</summary>
    /// <remarks>
    /// An instant is past once the store's clock has gone beyond it: <see cref="ICrmStore"/>. What forgotten people had said, and what was concluded from it, is
    /// missing.
    /// </remarks>
    /// <param name="customer">The id of any record that was the person's then.</param>
    /// <param name="knownAt">The instant: what was recorded, ended, merged or parted later does not count.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<KnownConsents> ReadConsentsAsync(CustomerId customer, Instant knownAt, CancellationToken cancellationToken = default);
}
