using Microsoft.Data.Sqlite;

namespace CrmKit.Storage.Sqlite;

/// <summary>Turns the driver's errors into the store's.</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int Locked = 6;

    // The driver's message may quote a value; the code says enough, and the inner exception is there for whoever may see it.
    public static CrmStoreException Wrap(string operation, SqliteException error)
    {
        var isTransient = error.SqliteErrorCode is Busy or Locked;
        var advice = isTransient ? "the file is in use; try again" : "see the inner exception";
        var code = string.Create(CultureInfo.InvariantCulture, $"{error.SqliteErrorCode}/{error.SqliteExtendedErrorCode}");
        return new CrmStoreException($"SQLite failed with code {code} while {operation}: {advice}.", isTransient, error);
    }

    public static CrmStoreException Unreadable(string what, Exception? cause = null) =>
        new($"The database holds {what} that this version cannot read.", isTransient: false, cause ?? new FormatException(what)) { IsUnreadable = true };
}
