using Npgsql;

namespace CrmKit.Storage.PostgreSql;

/// <summary>The store in one schema of a PostgreSQL database.</summary>
/// <remarks>
/// <para>
/// Thread-safe, and safe between processes. Readers see one snapshot and wait for nobody. Rows of the outbox are claimed by as many workers as there are, each
/// taking what no other holds; a worker that begins to send waits for whoever changes the facts of that very person. What records something (a commit, a
/// confirmation, a merge, an erasure, the end of a sending) takes turns with others that do, so that what was read of a past instant stays as it was: a
/// long commit holds these up, and nothing else.
/// </para>
/// <para>
/// A transaction that others stood in the way of (serialization failure, deadlock, lock timeout) is run again up to <see cref="PostgreSqlStoreOptions.BusyTimeout"/>.
/// A stream of changes is read once, and its commit waits instead. What a lost connection leaves open is told by <see cref="CrmStoreException.IsTransient"/>: a commit
/// whose answer never came may have taken effect, and every call may be made again, since what is known already changes nothing.
/// </para>
/// <para>The driver pools connections and prepares statements. Erased rows are gone for every statement; their bytes stay in the server's files until it vacuums them.</para>
/// </remarks>
public sealed partial class PostgreSqlCrmStore : ICrmStore, IDisposable
{
    // As many statements as one operation has, twice over.
    private const int PreparedStatements = 200;

    private readonly DatabaseConnections _connections;
    private readonly DatabaseKeyRing _keys;
    private readonly SuppressionHasher _hasher;

    private PostgreSqlCrmStore(DatabaseConnections connections, DatabaseKeyRing keys)
    {
        _connections = connections;
        _keys = keys;
        _hasher = new SuppressionHasher(keys);
    }

    /// <inheritdoc/>
    /// <remarks>Without a clock in the options it is the database's, known from the latest transaction and the time that went by since.</remarks>
    public IClock Clock => _connections.Clock;

    /// <summary>Opens a database, and brings its schema up to date.</summary>
    /// <param name="connectionString">Where the database is, in the driver's form: <c>Host=db;Username=crm;Database=shop</c>. Its encoding is UTF8. The user may create a schema, or owns the one that is there.</param>
    /// <param name="options">Schema, clock, keys, waiting; <c>null</c> for the defaults.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="ArgumentException">The connection string is none, or the schema's name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    /// <exception cref="CrmStoreException">The database cannot be opened, its schema is newer than this version, or it holds suppressions under a key that the ring lacks.</exception>
    public static async Task<PostgreSqlCrmStore> OpenAsync(string connectionString, PostgreSqlStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        var connections = Connect(connectionString, options ?? new PostgreSqlStoreOptions());
        try
        {
            return await OpenAsync(connections, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await connections.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a database that the program has a source of connections to, and brings its schema up to date. The source stays the program's.</summary>
    /// <param name="source">Where connections come from. The driver prepares statements where the source has <c>Max Auto Prepare</c>; a source with <c>Include Error Detail</c> puts values into its exceptions.</param>
    /// <param name="options">Schema, clock, keys, waiting; <c>null</c> for the defaults.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="ArgumentException">The schema's name is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    /// <exception cref="CrmStoreException">The database cannot be opened, its schema is newer than this version, or it holds suppressions under a key that the ring lacks.</exception>
    public static Task<PostgreSqlCrmStore> OpenAsync(NpgsqlDataSource source, PostgreSqlStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return OpenAsync(Connect(source, isOwner: false, options ?? new PostgreSqlStoreOptions()), options, cancellationToken);
    }

    /// <summary>Takes back the latest migration of a schema, so that the version of this library before can open it.</summary>
    /// <remarks>No store may be open on it. What only the latest version holds is lost; the first migration takes everything with it.</remarks>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="options">The schema; <c>null</c> for the defaults.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>The version of the schema that is left; 0 for an empty one.</returns>
    /// <exception cref="CrmStoreException">The database cannot be opened, or its schema is newer than this version.</exception>
    public static async Task<int> RevertSchemaAsync(string connectionString, PostgreSqlStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        var connections = Connect(connectionString, options ?? new PostgreSqlStoreOptions());
        await using var connectionsScope = connections.ConfigureAwait(false);
        return await new SchemaMigration(connections).BackAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connections that the store opened itself.</summary>
    public void Dispose() => _connections.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private static async Task<PostgreSqlCrmStore> OpenAsync(DatabaseConnections connections, PostgreSqlStoreOptions? options, CancellationToken cancellationToken)
    {
        await new SchemaMigration(connections).RunAsync(cancellationToken).ConfigureAwait(false);
        return new PostgreSqlCrmStore(connections, await DatabaseKeyRing.OpenAsync(connections, options?.KeyRing, cancellationToken).ConfigureAwait(false));
    }

    private static DatabaseConnections Connect(string connectionString, PostgreSqlStoreOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        PostgreSqlStoreOptions.Check(options);

        // Details of errors quote values: they are personal data.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { IncludeErrorDetail = false };
        if (settings.MaxAutoPrepare == 0)
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (PreparedStatements, 2);
        }

        return Connect(new NpgsqlDataSourceBuilder(settings.ConnectionString).Build(), isOwner: true, options);
    }

    private static DatabaseConnections Connect(NpgsqlDataSource source, bool isOwner, PostgreSqlStoreOptions options)
    {
        PostgreSqlStoreOptions.Check(options);
        return new DatabaseConnections(source, isOwner, new DatabaseSchema(options.Schema), options.Clock, options.BusyTimeout);
    }
}
