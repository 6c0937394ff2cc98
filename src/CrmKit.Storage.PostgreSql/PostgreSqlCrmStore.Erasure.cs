namespace CrmKit.Storage.PostgreSql;

/// <content>Erasure.</content>
public sealed partial class PostgreSqlCrmStore
{
    /// <inheritdoc/>
    /// <remarks>No statement finds what was erased. The server's files, its log and its replicas hold the bytes until the server writes over them: <c>VACUUM FULL</c> and the end of the log's retention.</remarks>
    public Task<int> EraseAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken cancellationToken = default)
    {
        ErasureRules.Check(customers);
        return _connections.RecordAsync(
            "forgetting people",
            async (session, recording) =>
            {
                var forgotten = await new PersonErasure(session, new ChangeWriter(session, _keys, _hasher, recording), recording.Now).EraseAsync(customers).ConfigureAwait(false);
                if (forgotten > 0)
                {
                    await recording.MarkAsync().ConfigureAwait(false);
                }

                return forgotten;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> CountErasedSinceAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        ReadAsync(
            "counting erasures",
            async session => (int)await session.WholeAsync("SELECT count(*) FROM crm_erasure WHERE first_recorded_at <= $1 AND erased_at > $1", ColumnInstant.From(knownAt)).ConfigureAwait(false),
            cancellationToken);
}
