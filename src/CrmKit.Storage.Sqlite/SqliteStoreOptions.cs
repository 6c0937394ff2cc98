namespace CrmKit.Storage.Sqlite;

/// <summary>How a SQLite store is opened.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The clock of everything that the store records and of its leases. Default: the system's.</summary>
    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>The keys of suppression hashes. Default <c>null</c>: a random key of 32 bytes, made at the first opening and kept in the database.</summary>
    /// <remarks>
    /// With the key beside the hashes, whoever gets hold of the file can try addresses against them; with a ring kept elsewhere, nobody can.
    /// A ring may be given later on: the database's own key then goes on matching the hashes that were made under it. A ring that was given once
    /// must be given, or contained, at every later opening, and an opening without it is refused: hashes without their key would recognise nobody. So are the
    /// facts, from the moment at which another program on the file has suppressed anything under a key that this ring lacks: give a new key to every program first.
    /// </remarks>
    public IKeyRing? KeyRing { get; init; }

    /// <summary>How long a write waits for another process or store instance that is writing. Default 30 seconds; range 1 ms to 1 hour, and the driver waits a second at least.</summary>
    public Duration BusyTimeout { get; init; } = Duration.FromSeconds(30);

    /// <summary>When SQLite waits for the disk. Default <see cref="SqliteSynchronous.Full"/>.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Full;

    internal int BusyMilliseconds => (int)BusyTimeout.TotalMilliseconds;

    internal static void Check(SqliteStoreOptions options)
    {
        if (options.BusyTimeout < Duration.FromMilliseconds(1) || options.BusyTimeout > Duration.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.BusyTimeout, "The busy timeout is 1 ms to 1 hour.");
        }

        if (!Enum.IsDefined(options.Synchronous))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Synchronous, "Synchronous is Full or Normal.");
        }
    }
}
