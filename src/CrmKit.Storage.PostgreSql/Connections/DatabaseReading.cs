using Npgsql;

namespace CrmKit.Storage.PostgreSql;

/// <summary>A snapshot that is being read.</summary>
internal sealed class DatabaseReading(NpgsqlConnection connection, NpgsqlTransaction transaction, DatabaseSession session) : IAsyncDisposable
{
    public DatabaseSession Session => session;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // Nothing was written: a connection that broke by now takes nothing along, and must not hide why it did.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
