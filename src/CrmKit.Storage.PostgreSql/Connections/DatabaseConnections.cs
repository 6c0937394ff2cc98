using System.Diagnostics;
using Npgsql;

namespace CrmKit.Storage.PostgreSql;

/// <summary>The database: what is read is one snapshot, what is written one transaction that is run again where others stood in its way.</summary>
internal sealed class DatabaseConnections(NpgsqlDataSource source, bool isOwner, DatabaseSchema schema, IClock? clock, Duration busyTimeout) : IAsyncDisposable, IDisposable
{
    // Short transactions give way sooner than the server looks for a deadlock (1 s): the stream of a bulk commit is read once and cannot be run again,
    // so it must never be the one that is undone. Who gave way tries again.
    private const string GiveWay = "SET LOCAL lock_timeout = 300; ";
    private const string HoldOut = "SET LOCAL lock_timeout = 0; ";
    private const string Turn = "SELECT recorded_at FROM crm_recording WHERE id = 1 FOR UPDATE; ";
    private const string Time = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    private readonly DatabaseClock _databaseClock = new();

    public DatabaseSchema Schema => schema;

    public IClock Clock => clock ?? _databaseClock;

    /// <summary>Runs a short transaction until it gets through.</summary>
    public Task<T> WriteAsync<T>(string operation, Func<DatabaseSession, Task<T>> body, CancellationToken cancellationToken) =>
        RetriedAsync(() => OnceAsync(operation, GiveWay, async session => (true, await body(session).ConfigureAwait(false)), cancellationToken), cancellationToken);

    /// <summary>As <c>WriteAsync</c>, for a transaction that records: it waits for its turn.</summary>
    public Task<T> RecordAsync<T>(string operation, Func<DatabaseSession, RecordingClock, Task<T>> body, CancellationToken cancellationToken) =>
        RetriedAsync(
            () => OnceAsync(operation, GiveWay + Turn, async session => (true, await body(session, RecordingClock.In(session)).ConfigureAwait(false)), cancellationToken),
            cancellationToken);

    /// <summary>As <c>RecordAsync</c>, for a body that cannot be run again; it says whether to commit.</summary>
    public Task<T> RecordStreamAsync<T>(string operation, Func<DatabaseSession, RecordingClock, Task<(bool Commit, T Result)>> body, CancellationToken cancellationToken) =>
        OnceAsync(operation, HoldOut + Turn, session => body(session, RecordingClock.In(session)), cancellationToken);

    /// <summary>Runs a part of a transaction of the program's own: where it fails, nothing of it is left.</summary>
    public async Task<T> JoinAsync<T>(string operation, NpgsqlTransaction transaction, Func<DatabaseSession, Task<T>> body, CancellationToken cancellationToken)
    {
        const string SavePoint = "crmkit";
        var connection = transaction.Connection ?? throw new ArgumentException("The transaction is through.", nameof(transaction));
        var session = new DatabaseSession(connection, transaction, schema, operation, cancellationToken) { IsPatient = true };
        await session.RunScriptAsync("SAVEPOINT " + SavePoint).ConfigureAwait(false);
        try
        {
            await BeginAsync(session, string.Empty).ConfigureAwait(false);
            var result = await body(session).ConfigureAwait(false);
            await session.RunScriptAsync("RELEASE SAVEPOINT " + SavePoint).ConfigureAwait(false);
            return result;
        }
        catch
        {
            if (connection.FullState.HasFlag(System.Data.ConnectionState.Open))
            {
                var undoing = new DatabaseSession(connection, transaction, schema, operation, CancellationToken.None);
                await undoing.RunScriptAsync("ROLLBACK TO SAVEPOINT " + SavePoint).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Takes the turn to record within a transaction that began without it.</summary>
    public async Task<RecordingClock> TakeTurnAsync(DatabaseSession session)
    {
        await BeginAsync(session, Turn).ConfigureAwait(false);
        return RecordingClock.In(session);
    }

    /// <summary>A reader on one consistent snapshot, until it is disposed of.</summary>
    public async Task<DatabaseReading> ReadAsync(string operation, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(operation, cancellationToken).ConfigureAwait(false);
        try
        {
            var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
            return new DatabaseReading(connection, transaction, new DatabaseSession(connection, transaction, schema, operation, cancellationToken) { IsPatient = true });
        }
        catch (Exception error)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (error is NpgsqlException failure)
            {
                throw DatabaseFailure.Wrap(operation, failure);
            }

            throw;
        }
    }

    /// <summary>What the store's clock shows.</summary>
    public async Task<Instant> NowAsync(DatabaseSession session)
    {
        if (clock is not null)
        {
            return ColumnInstant.Truncate(clock.GetCurrentInstant());
        }

        var shown = ColumnInstant.ToInstant(await session.WholeAsync(Time).ConfigureAwait(false));
        _databaseClock.Saw(shown);
        return shown;
    }

    /// <summary>A connection for what runs in transactions of its own.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string operation, CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException error)
        {
            throw DatabaseFailure.Wrap(operation, error);
        }
    }

    public async Task<T> OnceAsync<T>(string operation, string beginning, Func<DatabaseSession, Task<(bool Commit, T Result)>> body, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(operation, cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        var isPatient = !beginning.StartsWith(GiveWay, StringComparison.Ordinal);
        var session = new DatabaseSession(connection, transaction, schema, operation, cancellationToken) { IsPatient = isPatient };
        await BeginAsync(session, beginning).ConfigureAwait(false);
        var (commit, result) = await body(session).ConfigureAwait(false);
        if (commit)
        {
            await session.CommitAsync().ConfigureAwait(false);
        }

        return result;
    }

    public ValueTask DisposeAsync() => isOwner ? source.DisposeAsync() : ValueTask.CompletedTask;

    public void Dispose()
    {
        if (isOwner)
        {
            source.Dispose();
        }
    }

    // One way to the server: the settings, the turn, then the time, which is that of having got the turn.
    private async Task BeginAsync(DatabaseSession session, string beginning)
    {
        if (beginning.Length > 0 || clock is null)
        {
            var answers = await session.AnswersAsync(beginning + Time).ConfigureAwait(false);
            session.LastRecorded = answers.Count > 1 ? answers[0] : null;
            _databaseClock.Saw(ColumnInstant.ToInstant(answers[^1]));
            session.Now = ColumnInstant.ToInstant(answers[^1]);
        }

        if (clock is not null)
        {
            session.Now = ColumnInstant.Truncate(clock.GetCurrentInstant());
        }
    }

    private async Task<T> RetriedAsync<T>(Func<Task<T>> once, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await once().ConfigureAwait(false);
            }
            catch (CrmStoreException error) when (DatabaseFailure.IsConflict(error) && Stopwatch.GetElapsedTime(began) < busyTimeout.ToTimeSpan())
            {
                await Task.Delay(PauseAfter(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // 1 to 64 ms, apart for transactions that met: the process and the thread differ.
    private static TimeSpan PauseAfter(int attempt) =>
        TimeSpan.FromMilliseconds((1 << Math.Min(attempt, 6)) + ((Environment.ProcessId + Environment.CurrentManagedThreadId) % 7));
}
