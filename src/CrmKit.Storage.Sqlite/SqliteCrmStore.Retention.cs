namespace CrmKit.Storage.Sqlite;

/// <content>Retention.</content>
public sealed partial class SqliteCrmStore : IRetentionStore
{
    private const int PurgeBatch = 500;

    /// <inheritdoc/>
    /// <remarks>
    /// Each transaction looks at 500 rows, keys or people at most. Deleted rows are overwritten at once; copies that SQLite left of them in the unused
    /// part of a page go when the file is written anew, which the next erasure or opening does.
    /// </remarks>
    public async Task<RetentionReport> PurgeAsync(RetentionSchedule schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var cutoffs = new RetentionCutoffs(schedule, Now);
        var events = new EventPurge(cutoffs);
        await InBatchesAsync(events.Candidates, events.Purge, cancellationToken).ConfigureAwait(false);
        var complaints = new ComplaintPurge(cutoffs);
        var rows = new OutboxPurge(cutoffs);
        return events.Report with
        {
            Complaints = await InBatchesAsync(complaints.Candidates, complaints.Purge, cancellationToken).ConfigureAwait(false),
            OutboxRows = await InBatchesAsync(rows.Candidates, rows.Purge, cancellationToken).ConfigureAwait(false),
            Decisions = await NumberedAsync(NumberedPurge.Decisions, cutoffs.Decisions).ConfigureAwait(false),
            FormerRecords = await NumberedAsync(NumberedPurge.FormerRecords, cutoffs.FormerRecords).ConfigureAwait(false),
            ConsentProofs = await NumberedAsync(NumberedPurge.ConsentProofs, cutoffs.ConsentProofs).ConfigureAwait(false),
            OptInRequests = await NumberedAsync(NumberedPurge.OptInRequests, cutoffs.OptInRequests).ConfigureAwait(false),
        };

        Task<int> NumberedAsync(NumberedPurge.Kind kind, Instant? before)
        {
            var purge = new NumberedPurge(kind, before);
            return InBatchesAsync(purge.Candidates, purge.Purge, cancellationToken);
        }
    }

    // What to look at is found without holding up a writer, and judged again by the writer. What was looked at is not looked at again.
    private async Task<int> InBatchesAsync<T>(Func<SqliteSession, int, List<T>> candidates, Func<SqliteSession, List<T>, int> purge, CancellationToken cancellationToken)
    {
        var purged = 0;
        while (true)
        {
            var batch = await ReadAsync("looking for what is no longer kept", session => candidates(session, PurgeBatch), cancellationToken).ConfigureAwait(false);
            if (batch.Count == 0)
            {
                return purged;
            }

            purged += await _connections.WriteAsync(
                "purging what is no longer kept",
                session =>
                {
                    var gone = purge(session, batch);
                    if (gone > 0)
                    {
                        FileWipe.Request(session);
                    }

                    return gone;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }
}
