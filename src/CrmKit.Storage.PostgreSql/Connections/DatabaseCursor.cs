namespace CrmKit.Storage.PostgreSql;

/// <summary>A cursor on the server, fetched a few hundred rows at a time.</summary>
internal sealed class DatabaseCursor<T>(DatabaseSession session, string name, Func<DatabaseRow, T> read)
{
    private readonly string _fetch = $"FETCH FORWARD 500 FROM {name}";
    private List<T> _rows = [];
    private int _next;
    private bool _isThrough;

    /// <summary>The row at hand.</summary>
    public T Current => _rows[_next - 1];

    /// <summary>Goes to the next row.</summary>
    public async ValueTask<bool> ReadAsync()
    {
        if (_next == _rows.Count && !_isThrough)
        {
            _rows = await session.ListAsync(_fetch, read).ConfigureAwait(false);
            _next = 0;
            _isThrough = _rows.Count == 0;
        }

        if (_isThrough)
        {
            return false;
        }

        _next++;
        return true;
    }
}
