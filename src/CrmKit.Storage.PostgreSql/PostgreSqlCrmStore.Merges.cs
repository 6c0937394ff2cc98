namespace CrmKit.Storage.PostgreSql;

/// <content>Merges.</content>
public sealed partial class PostgreSqlCrmStore
{
    /// <inheritdoc/>
    public Task<RecordMerge> MergeAsync(CustomerId survivor, CustomerId absorbed, CancellationToken cancellationToken = default)
    {
        if (string.Equals(survivor.Value, absorbed.Value, StringComparison.Ordinal))
        {
            throw new ArgumentException("A record cannot be merged with itself.", nameof(absorbed));
        }

        return _connections.RecordAsync("merging two records", (session, recording) => MergeIn(session, recording).MergeAsync(survivor, absorbed), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordMerge?> UnmergeAsync(CustomerId absorbed, CancellationToken cancellationToken = default)
    {
        _ = absorbed.Value;
        return _connections.RecordAsync("undoing a merge", (session, recording) => MergeIn(session, recording).UndoAsync(absorbed), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordMerges> ReadMergesAsync(CancellationToken cancellationToken = default) => ReadAsync("reading merges", MergeTable.AllAsync, cancellationToken);

    private PersonMerge MergeIn(DatabaseSession session, RecordingClock recording) =>
        new(session, new ChangeWriter(session, _keys, _hasher, recording), recording);
}
