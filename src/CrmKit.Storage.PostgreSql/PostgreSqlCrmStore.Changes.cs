using System.Data.Common;
using Npgsql;

namespace CrmKit.Storage.PostgreSql;

/// <content>Changes.</content>
public sealed partial class PostgreSqlCrmStore
{
    private const string Committing = "committing changes";

    /// <inheritdoc/>
    public Task<CommitReport> CommitAsync(IAsyncEnumerable<ChangeSet> changes, CommitMode mode, Action<EventKey>? conflict, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _connections.RecordStreamAsync(
            Committing,
            async (session, recording) => (mode == CommitMode.Apply, await CommitAsync(session, recording, changes, conflict, cancellationToken).ConfigureAwait(false)),
            cancellationToken);
    }

    /// <summary>Commits a change within a transaction of the program's own: with what else is in it, or not at all.</summary>
    /// <remarks>Other recordings wait until that transaction ends: let it be short. See <see cref="EnqueueAsync(ContactPlan, string, DbTransaction, CancellationToken)"/>.</remarks>
    /// <param name="change">The change.</param>
    /// <param name="transaction">An open transaction of the driver's on the same database.</param>
    /// <param name="cancellationToken">Stops the commit; the transaction goes on without it.</param>
    /// <exception cref="ArgumentException">The transaction is another driver's, or is through.</exception>
    /// <exception cref="EventConflictException">An event's key is known with other content; nothing was taken.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing was taken, and the transaction may go on unless its connection is lost.</exception>
    public Task<CommitReport> CommitAsync(ChangeSet change, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _connections.JoinAsync(
            Committing,
            Own(transaction),
            async session => await CommitAsync(session, await _connections.TakeTurnAsync(session).ConfigureAwait(false), AsyncEnumerable.Repeat(change, 1), conflict: null, cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    private async Task<CommitReport> CommitAsync(DatabaseSession session, RecordingClock recording, IAsyncEnumerable<ChangeSet> changes, Action<EventKey>? conflict, CancellationToken cancellationToken)
    {
        var writer = new ChangeWriter(session, _keys, _hasher, recording) { Conflict = conflict };
        await foreach (var change in changes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await writer.WriteAsync(change).ConfigureAwait(false);
        }

        await writer.FlushAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return writer.Report;
    }

    private static NpgsqlTransaction Own(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction as NpgsqlTransaction
            ?? throw new ArgumentException($"The transaction is one of Npgsql's; this one is a {transaction.GetType().Name}.", nameof(transaction));
    }
}
