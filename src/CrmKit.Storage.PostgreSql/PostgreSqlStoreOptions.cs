namespace CrmKit.Storage.PostgreSql;

/// <summary>How a PostgreSQL store is opened.</summary>
public sealed record PostgreSqlStoreOptions
{
    /// <summary>The schema that holds the store's tables, made at the first opening. Default <c>crmkit</c>; 1 to 63 bytes in UTF-8. One schema is one tenant.</summary>
    public string Schema { get; init; } = "crmkit";

    /// <summary>The clock of everything that the store records and of its leases. Default <c>null</c>: the database's, so that programs on several machines agree whatever their own clocks show.</summary>
    public IClock? Clock { get; init; }

    /// <summary>The keys of suppression hashes. Default <c>null</c>: a random key of 32 bytes, made at the first opening and kept in the database.</summary>
    /// <remarks>
    /// With the key beside the hashes, whoever gets hold of the database can try addresses against them; with a ring kept elsewhere, nobody can.
    /// A ring may be given later on: the database's own key then goes on matching the hashes that were made under it. A ring that was given once
    /// must be given, or contained, at every later opening, and an opening without it is refused: hashes without their key would recognise nobody.
    /// </remarks>
    public IKeyRing? KeyRing { get; init; }

    /// <summary>How long a call goes on trying where other transactions stand in its way. Default 30 seconds; range 1 ms to 1 hour. Bulk commits wait for as long as it takes.</summary>
    public Duration BusyTimeout { get; init; } = Duration.FromSeconds(30);

    internal static void Check(PostgreSqlStoreOptions options)
    {
        if (options.BusyTimeout < Duration.FromMilliseconds(1) || options.BusyTimeout > Duration.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.BusyTimeout, "The busy timeout is 1 ms to 1 hour.");
        }

        if (string.IsNullOrWhiteSpace(options.Schema) || options.Schema.Contains('\0', StringComparison.Ordinal) || System.Text.Encoding.UTF8.GetByteCount(options.Schema) > 63)
        {
            throw new ArgumentException("The schema's name is 1 to 63 bytes.", nameof(options));
        }
    }
}
