namespace CrmKit.Storage.Sqlite;

/// <content>Changes.</content>
public sealed partial class SqliteCrmStore
{
    /// <inheritdoc/>
    public Task<CommitReport> CommitAsync(IAsyncEnumerable<ChangeSet> changes, CommitMode mode, Action<EventKey>? conflict, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _connections.WriteStreamAsync(
            "committing changes",
            async session =>
            {
                var writer = new ChangeWriter(session, _keys, _hasher, RecordingClock.In(session, Now)) { Conflict = conflict };
                await foreach (var change in changes.WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    writer.Write(change);
                }

                cancellationToken.ThrowIfCancellationRequested();
                return (mode == CommitMode.Apply, writer.Report);
            },
            cancellationToken);
    }
}
