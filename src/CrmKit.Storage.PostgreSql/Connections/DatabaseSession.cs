using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace CrmKit.Storage.PostgreSql;

/// <summary>One open transaction on one connection. Used by one caller at a time.</summary>
internal sealed class DatabaseSession(NpgsqlConnection connection, NpgsqlTransaction? transaction, DatabaseSchema schema, string operation, CancellationToken cancellationToken)
{
    public DatabaseSchema Schema => schema;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>What the store's clock showed when this transaction began; set where it writes.</summary>
    public Instant Now { get; set; }

    /// <summary>Under which instant was recorded last, as columns hold it; <c>null</c> where this transaction has not taken the turn to record.</summary>
    public long? LastRecorded { get; set; }

    /// <summary>Whether statements may take as long as they take, where the driver's timeout would end them.</summary>
    public bool IsPatient { get; init; }

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows changed.</returns>
    public Task<int> ExecuteAsync(string sql, params List<object?> arguments) => GuardedAsync(async () =>
    {
        var command = Command(sql, arguments);
        await using var commandScope = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Runs statements that go to the server together, in their order.</summary>
    /// <returns>The number of rows changed.</returns>
    public Task<int> ExecuteAllAsync(params IReadOnlyCollection<(string Sql, List<object?> Arguments)> statements) => statements.Count == 0 ? Task.FromResult(0) : GuardedAsync(async () =>
    {
        var batch = Batch(statements);
        await using var batchScope = batch.ConfigureAwait(false);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    });

    /// <summary>The first column of the first row; <c>null</c> without one.</summary>
    public Task<object?> ScalarAsync(string sql, params List<object?> arguments) => GuardedAsync(async () =>
    {
        var command = Command(sql, arguments);
        await using var commandScope = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is { } value and not DBNull ? value : null;
    });

    /// <summary>Whether a query gives a row.</summary>
    public async Task<bool> AnyAsync(string sql, params List<object?> arguments) => await ScalarAsync(sql, arguments).ConfigureAwait(false) is not null;

    /// <summary>The whole number that a query always gives; anything else cannot be read.</summary>
    public async Task<long> WholeAsync(string sql, params List<object?> arguments) =>
        await ScalarAsync(sql, arguments).ConfigureAwait(false) is long number ? number : throw DatabaseFailure.Unreadable("a number");

    /// <summary>The rows of a query, which are few.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, Func<DatabaseRow, T> read, params List<object?> arguments)
    {
        var query = new DatabaseQuery<T>(sql, read, arguments);
        await QueryAllAsync(query).ConfigureAwait(false);
        return query.Rows;
    }

    /// <summary>Runs several queries that go to the server together; each holds what it gave afterwards.</summary>
    public Task QueryAllAsync(params IReadOnlyCollection<DatabaseQuery> queries) => GuardedAsync(async () =>
    {
        var batch = Batch(queries.Select(query => (query.Sql, query.Arguments)));
        await using var batchScope = batch.ConfigureAwait(false);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var row = new DatabaseRow(reader);
        foreach (var query in queries)
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                query.Take(row);
            }

            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    });

    /// <summary>The rows of a query as they come from the server. Nothing else runs on this session until they are through.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(string sql, Func<DatabaseRow, T> read, List<object?> arguments, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var command = Command(sql, arguments);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await GuardedAsync(() => command.ExecuteReaderAsync(cancellationToken)).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var row = new DatabaseRow(reader);
        while (await GuardedAsync(() => reader.ReadAsync(cancellationToken)).ConfigureAwait(false))
        {
            stop.ThrowIfCancellationRequested();
            yield return row.As(read);
        }
    }

    /// <summary>Opens a cursor on the server: several may be read beside each other.</summary>
    public async Task<DatabaseCursor<T>> OpenAsync<T>(string name, string sql, Func<DatabaseRow, T> read, params List<object?> arguments)
    {
        await ExecuteAsync($"DECLARE {name} NO SCROLL CURSOR FOR {sql}", arguments).ConfigureAwait(false);
        return new DatabaseCursor<T>(this, name, read);
    }

    /// <summary>Writes rows by COPY, in the driver's binary form.</summary>
    /// <param name="table">Table and columns: <c>crm_event (customer, key)</c>.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="write">Writes the columns of one row.</param>
    public Task CopyAsync<T>(string table, IEnumerable<T> rows, Func<NpgsqlBinaryImporter, T, Task> write) => GuardedAsync(async () =>
    {
        var copy = await connection.BeginBinaryImportAsync(schema.Qualify($"COPY {table} FROM STDIN (FORMAT BINARY)"), cancellationToken).ConfigureAwait(false);
        await using var copyScope = copy.ConfigureAwait(false);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken).ConfigureAwait(false);
            await write(copy, row).ConfigureAwait(false);
        }

        return await copy.CompleteAsync(cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Runs a script of several statements without parameters.</summary>
    public Task RunScriptAsync(string script) => GuardedAsync(async () =>
    {
        var command = new NpgsqlCommand(script, connection, transaction);
        await using var commandScope = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    });

    /// <summary>Runs a script, and gives the whole numbers that its queries give, one each.</summary>
    public Task<List<long>> AnswersAsync(string script) => GuardedAsync(async () =>
    {
        List<long> answers = [];
        var command = Command(script, []);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        do
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                answers.Add(new DatabaseRow(reader).Whole(0));
            }
        }
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
        return answers;
    });

    /// <summary>Commits.</summary>
    public Task CommitAsync() => GuardedAsync(async () =>
    {
        cancellationToken.ThrowIfCancellationRequested();

        // From here on the transaction is the server's, and a call that was stopped would not know what became of it.
        await transaction!.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return true;
    });

    /// <summary>Makes the driver's errors the store's.</summary>
    public async Task<T> GuardedAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (NpgsqlException error)
        {
            throw DatabaseFailure.Wrap(operation, error);
        }
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Every text is made of constants of this assembly and the quoted name of the schema; values are parameters.")]
    private NpgsqlCommand Command(string sql, List<object?> arguments)
    {
        var command = new NpgsqlCommand(schema.Qualify(sql), connection, transaction);
        if (IsPatient)
        {
            command.CommandTimeout = 0;
        }

        Bind(command.Parameters, arguments);
        return command;
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "As above.")]
    private NpgsqlBatch Batch(IEnumerable<(string Sql, List<object?> Arguments)> statements)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        if (IsPatient)
        {
            batch.Timeout = 0;
        }

        foreach (var (sql, arguments) in statements)
        {
            var command = new NpgsqlBatchCommand(schema.Qualify(sql));
            Bind(command.Parameters, arguments);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static void Bind(NpgsqlParameterCollection parameters, List<object?> arguments)
    {
        foreach (var argument in arguments)
        {
            // Where the type of a NULL is not said, the server takes it from the statement.
            parameters.Add(argument is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown } : new NpgsqlParameter { Value = argument });
        }
    }
}
