namespace CrmKit.Storage;

/// <summary>Forgets people.</summary>
public interface IErasureStore
{
    /// <summary>Forgets a person: every record, statement, event, effect and decision, of all records that are one with it, is gone.</summary>
    /// <remarks>
    /// What stays holds no person: lines that somebody was forgotten, with the instants from when and until when one person was known, and the
    /// suppression hashes. Every contact point that the person has or ever had is suppressed as objected to, so that no old list brings anybody back.
    /// </remarks>
    /// <param name="customer">The id of any record of the person.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>Whether anything was stored of the person.</returns>
    /// <exception cref="CrmStoreException">The store failed; nothing changed.</exception>
    Task<bool> EraseAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>How many people that were known at an instant have been forgotten since: a report for that instant cannot show them any more.</summary>
    /// <param name="knownAt">The instant.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<int> CountErasedSinceAsync(Instant knownAt, CancellationToken cancellationToken = default);
}
