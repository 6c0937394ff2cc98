using Npgsql;

namespace CrmKit.Storage.PostgreSql;

/// <summary>Turns the driver's errors into the store's.</summary>
internal static class DatabaseFailure
{
    // The driver's message may quote a value; the code says enough, and the inner exception is there for whoever may see it.
    public static CrmStoreException Wrap(string operation, NpgsqlException error)
    {
        var isTransient = IsTransient(error);
        var advice = isTransient ? "try again" : "see the inner exception";
        var code = error is PostgresException { SqlState: var state } ? $"code {state}" : "a failure of the connection";
        return new CrmStoreException($"PostgreSQL failed with {code} while {operation}: {advice}.", isTransient, error);
    }

    public static CrmStoreException Unreadable(string what, Exception? cause = null) =>
        new($"The database holds {what} that this version cannot read.", isTransient: false, cause ?? new FormatException(what)) { IsUnreadable = true };

    /// <summary>Whether the transaction was undone because of others that were under way, and may be run again at once.</summary>
    public static bool IsConflict(CrmStoreException error) =>
        error.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable,
        };

    // Class 08 is the connection, 53 the resources, 57P the server's stopping; what is no word of the server's at all is a connection that broke or never was.
    private static bool IsTransient(NpgsqlException error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => true,
        PostgresException { SqlState: var state } =>
            error.IsTransient || state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("40", StringComparison.Ordinal),
        _ => true,
    };
}
