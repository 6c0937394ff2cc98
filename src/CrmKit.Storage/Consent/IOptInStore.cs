namespace CrmKit.Storage;

/// <summary>Keeps double opt-ins.</summary>
public interface IOptInStore
{
    /// <summary>Adds a request. The fingerprint is its key; one that is known already changes nothing.</summary>
    /// <param name="request">The request, not confirmed.</param>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <exception cref="ArgumentException">It is confirmed, or its times are not in order.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing was taken.</exception>
    Task AddOptInAsync(OptInRequest request, CancellationToken cancellationToken = default);

    /// <summary>Where a request stands by the store's clock. Looking at it changes nothing.</summary>
    /// <param name="fingerprint">The token's fingerprint.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns><c>null</c> where no such token was given out.</returns>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<OptInView?> FindOptInAsync(string fingerprint, CancellationToken cancellationToken = default);

    /// <summary>Confirms by the store's clock. In the same transaction the agreement is added, which opens a contact point that was suppressed before to this person, for what was agreed to.</summary>
    /// <remarks>A second confirmation adds nothing. The agreement is added under the customer's id of the request, and counts for whom that record is one with.</remarks>
    /// <param name="fingerprint">The token's fingerprint.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>Where it stands afterwards; <c>null</c> where no such token was given out.</returns>
    /// <exception cref="CrmStoreException">The store failed; nothing changed.</exception>
    Task<OptInView?> ConfirmOptInAsync(string fingerprint, CancellationToken cancellationToken = default);
}
