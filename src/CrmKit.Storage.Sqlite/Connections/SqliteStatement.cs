using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CrmKit.Storage.Sqlite;

/// <summary>A prepared statement that is bound and run without a command object and without boxing: for rows that come by the hundred thousand.</summary>
/// <remarks>Parameters are numbered from 1. What is bound stays bound from run to run.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private const int MaxStackBytes = 512;

    private readonly SqliteSession _session;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteSession session, sqlite3 database, string sql)
    {
        _session = session;
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Binds a text that is not empty.</summary>
    public void Bind(int parameter, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : new byte[most];
        Bind(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <summary>Binds NULL.</summary>
    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>Binds a text that is not empty, in UTF-8.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_statement, parameter, utf8));

    public void Bind(int parameter, long number) => Check(raw.sqlite3_bind_int64(_statement, parameter, number));

    /// <summary>Runs the statement, which gives no rows.</summary>
    /// <returns>The number of rows changed.</returns>
    public int Run()
    {
        var code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Check(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code == raw.SQLITE_OK)
        {
            return;
        }

        try
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Wrap(_session.Operation, error);
        }
    }
}
