namespace CrmKit.Storage.Sqlite;

/// <summary>Leaves nothing of deleted rows in the file and its log.</summary>
/// <remarks>
/// <c>secure_delete</c> overwrites deleted rows. But when SQLite splits a full page it leaves copies of rows in the unused part of the old one, and
/// those stay when the rows go: only writing the file anew leaves them out. That it is to be done stands in <c>crm_meta</c> from the deletion on, so
/// that a program which stops in between does it when it opens the file again.
/// </remarks>
internal static class FileWipe
{
    private const string MetaName = "wipe";

    private static readonly Duration LongestWait = Duration.FromSeconds(1);

    /// <summary>Notes in the transaction that deletes that the file is to be wiped.</summary>
    public static void Request(SqliteSession session) =>
        session.Execute("INSERT INTO crm_meta (name, value) VALUES ($1, x'') ON CONFLICT DO NOTHING", MetaName);

    public static bool IsRequested(SqliteSession session) => session.Scalar("SELECT 1 FROM crm_meta WHERE name = $1", MetaName) is not null;

    /// <summary>Writes the file anew and empties the log.</summary>
    /// <remarks>What was deleted is deleted, whether or not there is room for a second file: without it, the wish stands until the next erasure or opening.</remarks>
    /// <returns>Whether the log is still to be emptied, since a reader holds on to it.</returns>
    public static bool Rewrite(SqliteSession session, SqliteStoreOptions options)
    {
        session.Operation = "wiping what was forgotten";
        try
        {
            session.Execute("VACUUM");
        }
        catch (CrmStoreException)
        {
            return false;
        }

        return !TryEmptyLog(session, options, Duration.Min(options.BusyTimeout, LongestWait));
    }

    /// <summary>Brings the log into the file and cuts it off; a reader that holds on to it is waited for only so long, since it may be the caller's own.</summary>
    public static bool TryEmptyLog(SqliteSession session, SqliteStoreOptions options, Duration wait)
    {
        session.WaitForOthers(wait);
        try
        {
            if (session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") is not 0L)
            {
                return false;
            }

            session.Execute("DELETE FROM crm_meta WHERE name = $1", MetaName);
            return true;
        }
        catch (CrmStoreException)
        {
            // The log is emptied after a later write, or when the file is closed.
            return false;
        }
        finally
        {
            session.WaitForOthers(options.BusyTimeout);
        }
    }
}
