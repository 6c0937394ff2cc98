using CrmKit.Storage;
using Microsoft.Data.Sqlite;

namespace CrmKit.Tool;

/// <summary>Failures of the database in words for whoever sits at the shell, and has no inner exception to look at.</summary>
internal static class StoreWords
{
    // Primary result codes of SQLite.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static string Of(CrmStoreException error) => (error.InnerException as SqliteException)?.SqliteErrorCode switch
    {
        Busy or Locked => "The database is in use by another program; try again.",
        ReadOnly => "The database may not be written to.",
        Full => "The disk is full.",
        CannotOpen => "The database cannot be opened: is --db a file that may be read and written?",
        NotADatabase => "The file that --db names is not a SQLite database.",
        _ => error.Message.Replace(": see the inner exception", string.Empty, StringComparison.Ordinal),
    };
}
