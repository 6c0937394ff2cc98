namespace CrmKit.Storage.Sqlite;

/// <content>Merges.</content>
public sealed partial class SqliteCrmStore
{
    /// <inheritdoc/>
    public Task<RecordMerge> MergeAsync(CustomerId survivor, CustomerId absorbed, CancellationToken cancellationToken = default)
    {
        if (string.Equals(survivor.Value, absorbed.Value, StringComparison.Ordinal))
        {
            throw new ArgumentException("A record cannot be merged with itself.", nameof(absorbed));
        }

        return _connections.WriteAsync("merging two records", session => MergeIn(session).Merge(survivor, absorbed), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordMerge?> UnmergeAsync(CustomerId absorbed, CancellationToken cancellationToken = default)
    {
        _ = absorbed.Value;
        return _connections.WriteAsync("undoing a merge", session => MergeIn(session).Undo(absorbed), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordMerges> ReadMergesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("reading merges", MergeTable.All, cancellationToken);

    private PersonMerge MergeIn(SqliteSession session)
    {
        var recording = RecordingClock.In(session, Now);
        return new PersonMerge(session, new ChangeWriter(session, _keys, _hasher, recording), recording);
    }
}
