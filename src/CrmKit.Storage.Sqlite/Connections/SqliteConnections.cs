using System.Collections.Concurrent;

namespace CrmKit.Storage.Sqlite;

/// <summary>One writer behind a gate, and readers that are used again.</summary>
internal sealed class SqliteConnections : IDisposable
{
    private const int MaxIdleReaders = 8;

    private readonly string _path;
    private readonly SqliteStoreOptions _options;
    private readonly SqliteSession _writer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _isDisposed;
    private bool _isLogToBeEmptied;

    public SqliteConnections(string path, SqliteStoreOptions options)
    {
        _path = path;
        _options = options;
        _writer = SqliteSession.Open(path, options, isWriter: true);
        File = _writer.File;
    }

    /// <summary>The file as SQLite names it, links followed.</summary>
    public string File { get; }

    public T Write<T>(string operation, Func<SqliteSession, T> body)
    {
        _gate.Wait();
        return Locked(operation, body);
    }

    public async Task<T> WriteAsync<T>(string operation, Func<SqliteSession, T> body, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Locked(operation, body);
    }

    /// <summary>As <c>WriteAsync</c>, for a body that awaits; it says whether to commit.</summary>
    public async Task<T> WriteStreamAsync<T>(string operation, Func<SqliteSession, Task<(bool Commit, T Result)>> body, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Begin(operation);
            var (commit, result) = await body(_writer).ConfigureAwait(false);
            if (commit)
            {
                _writer.Execute("COMMIT");
            }

            return result;
        }
        finally
        {
            End();
        }
    }

    /// <summary>Writes the whole file anew and empties the log, so that nothing is left of what was deleted.</summary>
    /// <remarks>Cannot be stopped: it belongs to a deletion that is committed already.</remarks>
    public async Task WipeAsync()
    {
        await _gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteCrmStore));
            _isLogToBeEmptied = FileWipe.Rewrite(_writer, _options);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Writes all that is committed into another file, which must not be there.</summary>
    public void CopyTo(string path)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteCrmStore));
        
        // Readers may write nothing, not even another file.
        using var session = SqliteSession.Open(_path, _options, isWriter: true);
        session.Operation = "copying the database";
        session.Execute("VACUUM INTO $1", path);
    }

    /// <summary>Finishes what a program that stopped left undone.</summary>
    public void WipeIfRequested()
    {
        if (FileWipe.IsRequested(_writer))
        {
            _isLogToBeEmptied = FileWipe.Rewrite(_writer, _options);
        }
    }

    /// <summary>A reader on one consistent snapshot, until it is disposed of.</summary>
    public SqliteReading Read(string operation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteCrmStore));
        if (!_idle.TryTake(out var session))
        {
            session = SqliteSession.Open(_path, _options, isWriter: false);
        }

        session.Operation = operation;
        try
        {
            session.Execute("BEGIN");
            return new SqliteReading(this, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Return(SqliteSession session)
    {
        session.RollBackIfOpen();
        if (_isDisposed || session.HasOpenCursors || _idle.Count >= MaxIdleReaders)
        {
            session.Dispose();
            return;
        }

        _idle.Add(session);
        if (_isDisposed)
        {
            CloseIdle();
        }
    }

    /// <summary>Closes every connection: afterwards the file can be copied or deleted.</summary>
    public void Dispose()
    {
        // A write under way ends first, and so does a closing: who comes second finds everything closed.
        _gate.Wait();
        try
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                CloseIdle();
                _writer.Dispose();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private T Locked<T>(string operation, Func<SqliteSession, T> body)
    {
        try
        {
            Begin(operation);
            var result = body(_writer);
            _writer.Execute("COMMIT");
            return result;
        }
        finally
        {
            End();
        }
    }

    // IMMEDIATE: the write lock is taken, and waited for, before anything is read; a later upgrade could fail at once.
    private void Begin(string operation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteCrmStore));
        _writer.Operation = operation;
        _writer.Execute("BEGIN IMMEDIATE");
    }

    private void End()
    {
        if (!_isDisposed)
        {
            _writer.RollBackIfOpen();
            _isLogToBeEmptied = _isLogToBeEmptied && !FileWipe.TryEmptyLog(_writer, _options, wait: Duration.Zero);
        }

        _gate.Release();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
