namespace CrmKit.Storage.Sqlite;

/// <summary>The store in one SQLite file: write-ahead log, fully synchronous, deleted content overwritten, the file written anew after an erasure.</summary>
/// <remarks>
/// Thread-safe. Readers see one snapshot and never wait for a writer; writers of one instance take turns, and writers of other instances or
/// processes are waited for up to the busy timeout. SQLite has no asynchronous input and output: a method runs on the caller's thread once its
/// turn has come. A stream of changes that writes to the same store while it is being committed waits for itself for ever.
/// </remarks>
public sealed partial class SqliteCrmStore : ICrmStore, IDisposable
{
    private readonly SqliteConnections _connections;
    private readonly SqliteStoreOptions _options;
    private readonly IClock _clock;
    private readonly DatabaseKeyRing _keys;
    private readonly SuppressionHasher _hasher;

    private SqliteCrmStore(SqliteConnections connections, SqliteStoreOptions options)
    {
        _connections = connections;
        _options = options;
        _clock = options.Clock;
        SchemaMigration.Run(connections);
        _keys = DatabaseKeyRing.Open(connections, options.KeyRing);
        _hasher = new SuppressionHasher(_keys);
        connections.WipeIfRequested();
    }

    /// <inheritdoc/>
    public IClock Clock => _clock;

    private Instant Now => ColumnInstant.Truncate(_clock.GetCurrentInstant());

    /// <summary>Opens a file, creates it where there is none, and brings its schema up to date.</summary>
    /// <param name="path">The file; <c>-wal</c> and <c>-shm</c> files appear beside it while it is open.</param>
    /// <param name="options">Clock, keys, waiting; <c>null</c> for the defaults.</param>
    /// <param name="cancellationToken">Stops before the opening.</param>
    /// <exception cref="ArgumentException">The path names no file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    /// <exception cref="CrmStoreException">The file cannot be opened, its schema is newer than this version, or it holds suppressions under a key that the ring lacks.</exception>
    public static Task<SqliteCrmStore> OpenAsync(string path, SqliteStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Open(path, options ?? new SqliteStoreOptions()));
    }

    /// <summary>Closes every connection to the file.</summary>
    public void Dispose()
    {
        _connections.Dispose();
        _rehearsal?.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal static SqliteCrmStore Open(string path, SqliteStoreOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SqliteStoreOptions.Check(options);
        if (path.StartsWith(':') || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("The store needs the path of a file: its connections would not share a database in memory.", nameof(path));
        }

        var connections = new SqliteConnections(path, options);
        try
        {
            return new SqliteCrmStore(connections, options);
        }
        catch
        {
            connections.Dispose();
            throw;
        }
    }
}
