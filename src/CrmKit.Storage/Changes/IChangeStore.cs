namespace CrmKit.Storage;

/// <summary>Takes changes, wholly or not at all.</summary>
public interface IChangeStore
{
    /// <summary>Commits a stream of changes in one transaction, recorded at the store's clock as it began (<see cref="RecordingInstant"/>).</summary>
    /// <remarks>
    /// An exception out of the stream, or a cancellation, leaves the store as it was. The facts version of a customer is incremented in the same
    /// transaction where contact points, zone, consent or suppression changed; a purchase does not touch it. A purchase whose key is known is
    /// the same one where customer, day and amount are, whatever its time of day.
    /// </remarks>
    /// <param name="changes">The changes, read once.</param>
    /// <param name="mode">Whether they take effect.</param>
    /// <param name="conflict">
    /// Told of each event whose key is known with other content, which is passed over: it changes nothing and is not counted. What it throws leaves the store as it
    /// was. <c>null</c>: such an event refuses the whole commit.
    /// </param>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <exception cref="EventConflictException">An event's key is known with other content, and nobody is told; nothing was taken.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing was taken.</exception>
    Task<CommitReport> CommitAsync(IAsyncEnumerable<ChangeSet> changes, CommitMode mode, Action<EventKey>? conflict, CancellationToken cancellationToken = default);
}
