using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CrmKit.Storage.Sqlite;

/// <content>Changes within a transaction of the program's own, so that its tables and the store's change together or not at all.</content>
public sealed partial class SqliteCrmStore
{
    /// <summary>As <see cref="EnqueueAsync(ContactPlan, string, CancellationToken)"/>, within the caller's transaction: nothing is promised until the caller commits it.</summary>
    /// <remarks>
    /// The transaction must be on the store's own file. It is neither committed nor rolled back here, and its connection overwrites deleted content from now on
    /// (<c>PRAGMA secure_delete</c>), as the store's own does. While it has written and is open, every write of the store waits for it: end it soon, and do
    /// not await the store's other writes within it. A transaction that has read before another program wrote cannot write any more: SQLite says busy at
    /// once, and the caller begins again; <c>BeginTransaction(deferred: false)</c> avoids it.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="policyVersion">Kept with each row; never part of the key.</param>
    /// <param name="transaction">An open <see cref="SqliteTransaction"/>.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="ArgumentException">The transaction has ended, is another driver's, or is on another file.</exception>
    /// <exception cref="CrmStoreException">The store failed; the transaction is as it was before the call, unless SQLite rolled it back.</exception>
    public Task<EnqueueReport> EnqueueAsync(ContactPlan plan, string policyVersion, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(policyVersion);
        return Within(transaction, "handing a plan to the outbox", session => Enqueue(session, plan, policyVersion, Now, RecordingClock.In(session, Now)), cancellationToken);
    }

    /// <summary>Commits what was learned within the caller's transaction: nothing is known until the caller commits it.</summary>
    /// <remarks>The transaction is treated as by <see cref="EnqueueAsync(ContactPlan, string, DbTransaction, CancellationToken)"/>.</remarks>
    /// <param name="change">What was learned.</param>
    /// <param name="transaction">An open <see cref="SqliteTransaction"/>.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>What the change changes, once the caller commits.</returns>
    /// <exception cref="ArgumentException">The transaction has ended, is another driver's, or is on another file.</exception>
    /// <exception cref="EventConflictException">An event's key is known with other content; nothing of the change was taken.</exception>
    /// <exception cref="CrmStoreException">The store failed; the transaction is as it was before the call, unless SQLite rolled it back.</exception>
    public Task<CommitReport> CommitAsync(ChangeSet change, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Within(
            transaction,
            "committing changes",
            session =>
            {
                var writer = new ChangeWriter(session, _keys, _hasher, RecordingClock.In(session, Now));
                writer.Write(change);
                return writer.Report;
            },
            cancellationToken);
    }

    private Task<T> Within<T>(DbTransaction transaction, string operation, Func<SqliteSession, T> write, CancellationToken cancellationToken)
    {
        var connection = ConnectionOf(transaction);
        cancellationToken.ThrowIfCancellationRequested();
        using var session = SqliteSession.Over(connection);
        session.Operation = operation;
        return Task.FromResult(session.WhollyOrNot(() => write(session)));
    }

    private SqliteConnection ConnectionOf(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction is not SqliteTransaction { Connection: { Handle: { } handle } connection })
        {
            throw new ArgumentException("The transaction must be an open one of Microsoft.Data.Sqlite.", nameof(transaction));
        }

        // SQLite's own word, which has followed links.
        var file = raw.sqlite3_db_filename(handle, "main").utf8_to_string();
        return string.Equals(file, _connections.File, StringComparison.Ordinal)
            ? connection
            : throw new ArgumentException("The transaction must be on the file of this store.", nameof(transaction));
    }
}
