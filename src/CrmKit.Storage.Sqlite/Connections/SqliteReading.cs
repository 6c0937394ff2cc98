namespace CrmKit.Storage.Sqlite;

/// <summary>A reader that goes back to its pool.</summary>
internal sealed class SqliteReading(SqliteConnections connections, SqliteSession session) : IDisposable
{
    public SqliteSession Session => session;

    public void Dispose() => connections.Return(session);
}
