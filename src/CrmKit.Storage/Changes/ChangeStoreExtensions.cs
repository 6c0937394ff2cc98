namespace CrmKit.Storage;

/// <summary>Short forms of <see cref="IChangeStore.CommitAsync"/>.</summary>
public static class ChangeStoreExtensions
{
    /// <summary>Commits one set of changes.</summary>
    /// <param name="store">The store.</param>
    /// <param name="change">The changes.</param>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <exception cref="EventConflictException">An event's key is known with other content; nothing was taken.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing was taken.</exception>
    public static Task<CommitReport> CommitAsync(this IChangeStore store, ChangeSet change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(change);
        return store.CommitAsync(One(change), CommitMode.Apply, conflict: null, cancellationToken);
    }

    /// <summary>Commits a stream of changes, and refuses it where an event's key is known with other content.</summary>
    /// <param name="store">The store.</param>
    /// <param name="changes">The changes, read once.</param>
    /// <param name="mode">Whether they take effect.</param>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <exception cref="EventConflictException">An event's key is known with other content; nothing was taken.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing was taken.</exception>
    public static Task<CommitReport> CommitAsync(this IChangeStore store, IAsyncEnumerable<ChangeSet> changes, CommitMode mode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.CommitAsync(changes, mode, conflict: null, cancellationToken);
    }

    private static async IAsyncEnumerable<ChangeSet> One(ChangeSet change)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return change;
    }
}
