namespace CrmKit.Storage;

/// <summary>A store that keeps things no longer than a schedule says.</summary>
public interface IRetentionStore
{
    /// <summary>Takes away what the schedule no longer keeps, by the store's clock.</summary>
    /// <remarks>
    /// <para>
    /// A purge never opens what was closed: statements, suppressions and open complaints outlive every schedule. Nor does anything leave twice by it: of an outbox row its key
    /// stays, a contact that waits stays whole, and so does what would make it pointless. Readings of a past instant show what is kept of it, and no more.
    /// </para>
    /// <para>
    /// All versions of an event go together, once each of them is old enough. An event that is imported again afterwards is taken as new, and the next purge takes it.
    /// A durable store works in small transactions, between which others write: one that was stopped has done a part, and the next one does the rest.
    /// </para>
    /// </remarks>
    /// <param name="schedule">How long each kind is kept.</param>
    /// <param name="cancellationToken">Stops between two transactions; what was purged stays purged.</param>
    /// <exception cref="CrmStoreException">The store failed; a part may be purged.</exception>
    Task<RetentionReport> PurgeAsync(RetentionSchedule schedule, CancellationToken cancellationToken = default);
}
