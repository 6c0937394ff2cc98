namespace CrmKit.Storage.Sqlite;

/// <content>Erasure.</content>
public sealed partial class SqliteCrmStore
{
    /// <inheritdoc/>
    /// <remarks>
    /// Afterwards the file is written anew and the log emptied, which takes time in proportion to the file: when SQLite splits a page it leaves copies
    /// of rows in the unused part of the old one, and those are not overwritten when the rows are. A reader that holds an older snapshot keeps the
    /// old log alive until it ends; the next write, or the closing, then empties it. Where the file cannot be written anew, for want of room or because another
    /// program writes to it, the people are forgotten all the same, and the writing is done at the next erasure or opening.
    /// </remarks>
    public async Task<int> EraseAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken cancellationToken = default)
    {
        ErasureRules.Check(customers);
        var people = await _connections.WriteAsync(
            "forgetting people",
            session =>
            {
                var recording = RecordingClock.In(session, Now);
                var forgotten = new PersonErasure(session, new ChangeWriter(session, _keys, _hasher, recording), recording.Now).Erase(customers);
                if (forgotten > 0)
                {
                    recording.Mark();
                    FileWipe.Request(session);
                }

                return forgotten;
            },
            cancellationToken).ConfigureAwait(false);
        if (people > 0)
        {
            await _connections.WipeAsync().ConfigureAwait(false);
        }

        return people;
    }

    /// <inheritdoc/>
    public Task<int> CountErasedSinceAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        ReadAsync(
            "counting erasures",
            session => (int)(long)session.Scalar("SELECT count(*) FROM crm_erasure WHERE first_recorded_at <= $1 AND erased_at > $1", ColumnInstant.From(knownAt))!,
            cancellationToken);
}
