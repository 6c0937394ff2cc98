namespace CrmKit.Storage;

/// <summary>Forgets people.</summary>
public interface IErasureStore
{
    /// <summary>Forgets people in one transaction, all or none: every record, statement, event, effect and decision, of all records that are one with them, is gone.</summary>
    /// <remarks>
    /// Of other people goes what names an address of the forgotten that is in nobody's record any more: what a merge or its undoing carried to them,
    /// outbox rows with their decisions and claims, double opt-ins, and what was recorded under their ids while they were one with the forgotten: statements
    /// about the address, and the address in former contents of their records, unless they had it as their own (<see cref="TimesTogether"/>). What somebody
    /// else said there in person stays.
    /// What stays holds no person: lines that somebody was forgotten, with the instants from when and until when one person was known, and the
    /// suppression hashes. Every contact point that a forgotten person has or ever had is suppressed as objected to, so that no old list brings anybody back.
    /// </remarks>
    /// <param name="customers">For each person the id of any record, or several.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>How many people were forgotten; of an id that is unknown, nobody.</returns>
    /// <exception cref="ArgumentException">An id is no id.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing changed.</exception>
    Task<int> EraseAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken cancellationToken = default);

    /// <summary>How many people that were known at an instant have been forgotten since: a report for that instant cannot show them any more.</summary>
    /// <param name="knownAt">The instant.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<int> CountErasedSinceAsync(Instant knownAt, CancellationToken cancellationToken = default);
}
