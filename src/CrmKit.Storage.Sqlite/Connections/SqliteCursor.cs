using Microsoft.Data.Sqlite;

namespace CrmKit.Storage.Sqlite;

/// <summary>The rows of one query, with columns read as domain values.</summary>
internal sealed class SqliteCursor(SqliteDataReader reader, SqliteSession session) : IDisposable
{
    public bool Read()
    {
        try
        {
            return reader.Read();
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Wrap(session.Operation, error);
        }
    }

    public bool IsNull(int column) => reader.IsDBNull(column);

    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public long Whole(int column) => reader.GetInt64(column);

    public int Number(int column) => reader.GetInt32(column);

    public Instant Instant(int column) => ColumnInstant.ToInstant(reader.GetInt64(column));

    public Reason Reason(int column)
    {
        try
        {
            return ReasonJson.Read(reader.GetString(column));
        }
        catch (FormatException error)
        {
            throw SqliteFailure.Unreadable("a reason", error);
        }
    }

    public Reason? ReasonOrNull(int column) => reader.IsDBNull(column) ? null : Reason(column);

    public ContactPoint Point(int channel, int address) =>
        ContactPoint.TryParse((Channel)Number(channel), Text(address), out var point) ? point : throw SqliteFailure.Unreadable("a contact point");

    public void Dispose()
    {
        reader.Dispose();
        session.Closed();
    }
}
