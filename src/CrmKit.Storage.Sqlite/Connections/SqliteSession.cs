using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CrmKit.Storage.Sqlite;

/// <summary>One open connection with its prepared commands. Used by one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    // 64 MiB, in the negative kibibytes that SQLite wants: the indexes of a large import stay in memory, where 2 MiB would let them go to the log and back.
    private const string WriterCache = "-65536";

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private readonly bool _isBorrowed;

    private int _openCursors;

    private SqliteSession(SqliteConnection connection, bool isBorrowed = false)
    {
        _connection = connection;
        _isBorrowed = isBorrowed;
    }

    /// <summary>The file as SQLite names it, links followed.</summary>
    public string File => raw.sqlite3_db_filename(_connection.Handle!, "main").utf8_to_string();

    /// <summary>What is going on, for error messages.</summary>
    public string Operation { get; set; } = "opening the database";

    /// <summary>Whether a failure left a cursor behind: the session is closed then, and not used again.</summary>
    public bool HasOpenCursors => _openCursors > 0;

    public static SqliteSession Open(string path, SqliteStoreOptions options, bool isWriter)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = isWriter ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            ForeignKeys = true,

            // Sessions are pooled by the store itself, together with their prepared commands.
            Pooling = false,

            // The driver's own retries, coarse, end when SQLite's own, fine ones, do.
            DefaultTimeout = Math.Max(1, (options.BusyMilliseconds + 999) / 1000),
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            session.OpenConnection(options, isWriter);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>A session over a connection of the program's own, which stays open.</summary>
    public static SqliteSession Over(SqliteConnection connection)
    {
        var session = new SqliteSession(connection, isBorrowed: true);
        session.Prepare();
        session.Pragma("secure_delete", "ON");
        return session;
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments)
    {
        try
        {
            return Command(sql, arguments).ExecuteNonQuery();
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Wrap(Operation, error);
        }
    }

    /// <summary>The first column of the first row; <c>null</c> without one.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> arguments)
    {
        try
        {
            return Command(sql, arguments).ExecuteScalar() is { } value and not DBNull ? value : null;
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Wrap(Operation, error);
        }
    }

    /// <summary>The whole number that a query always gives; anything else cannot be read.</summary>
    public long Whole(string sql, params ReadOnlySpan<object?> arguments) => Scalar(sql, arguments) is long number ? number : throw SqliteFailure.Unreadable("a number");

    /// <summary>Reads rows. One cursor of a text is open at a time.</summary>
    public SqliteCursor Query(string sql, params ReadOnlySpan<object?> arguments)
    {
        try
        {
            var reader = Command(sql, arguments).ExecuteReader();
            _openCursors++;
            return new SqliteCursor(reader, this);
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Wrap(Operation, error);
        }
    }

    /// <summary>The contact points in the columns channel and address of rows of one customer; what cannot be read as one is passed over.</summary>
    public ImmutableArray<ContactPoint> PointsOf(string sql, CustomerId customer)
    {
        var points = ImmutableArray.CreateBuilder<ContactPoint>();
        using var rows = Query(sql, customer.Value);
        while (rows.Read())
        {
            if (rows.TryAs(static row => row.Point(0, 1), out var point))
            {
                points.Add(point);
            }
        }

        return points.ToImmutable();
    }

    /// <summary>A statement without the driver's command around it.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(this, _connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>How long a statement waits for other connections.</summary>
    public void WaitForOthers(Duration timeout) => Pragma("busy_timeout", ((int)timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));

    public void Closed() => _openCursors--;

    /// <summary>Does a part of the open transaction that is undone alone where it meets something that cannot be read.</summary>
    /// <param name="part">The part.</param>
    /// <param name="unreadable">The result of a part that was undone.</param>
    public T Apart<T>(Func<T> part, T unreadable)
    {
        Execute("SAVEPOINT crm_part");
        try
        {
            var result = part();
            Execute("RELEASE crm_part");
            return result;
        }
        catch (CrmStoreException error) when (error.IsUnreadable)
        {
            UndoPart();
            return unreadable;
        }
    }

    /// <summary>Does a part of an open transaction that is undone alone where it fails.</summary>
    public T WhollyOrNot<T>(Func<T> part)
    {
        Execute("SAVEPOINT crm_part");
        try
        {
            var result = part();
            Execute("RELEASE crm_part");
            return result;
        }
        catch
        {
            UndoPart();
            throw;
        }
    }

    /// <summary>Undoes what is not committed, if anything; an error of the undoing itself must not hide its cause.</summary>
    public void RollBackIfOpen()
    {
        if (_connection.Handle is not { } handle || raw.sqlite3_get_autocommit(handle) != 0)
        {
            return;
        }

        try
        {
            Execute("ROLLBACK");
        }
        catch (CrmStoreException)
        {
            // SQLite has rolled back by itself on such errors (full disk, I/O); closing the connection does the rest.
        }
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _commands.Clear();
        _statements.Clear();
        if (!_isBorrowed)
        {
            _connection.Dispose();
        }
    }

    // SQLite has rolled back by itself on some errors (full disk, I/O), and there is no part any more.
    private void UndoPart()
    {
        if (_connection.Handle is { } handle && raw.sqlite3_get_autocommit(handle) == 0)
        {
            Execute("ROLLBACK TO crm_part");
            Execute("RELEASE crm_part");
        }
    }

    private void OpenConnection(SqliteStoreOptions options, bool isWriter)
    {
        try
        {
            _connection.Open();
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Wrap(Operation, error);
        }

        Prepare();
        WaitForOthers(options.BusyTimeout);
        if (isWriter)
        {
            Pragma("journal_mode", "WAL");
            Pragma("synchronous", options.Synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL");
            Pragma("secure_delete", "ON");
            Pragma("cache_size", WriterCache);
        }
        else
        {
            Pragma("query_only", "ON");
        }
    }

    private void Prepare()
    {
        OrdinalCollation.Register(_connection.Handle!);
        FoldedAddress.Register(_connection.Handle!);
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "A pragma takes no parameters; both texts are constants of this class.")]
    private void Pragma(string name, string value)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"PRAGMA {name} = {value}";
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Wrap(Operation, error);
        }
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Every text is a constant of this assembly; values are parameters.")]
    private SqliteCommand Command(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < arguments.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"${i + 1}"), value: null));
            }

            _commands.Add(sql, command);
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            command.Parameters[i].Value = arguments[i] ?? DBNull.Value;
        }

        return command;
    }
}
