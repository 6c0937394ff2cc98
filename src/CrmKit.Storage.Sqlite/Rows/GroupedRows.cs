namespace CrmKit.Storage.Sqlite;

/// <summary>Rows in ordinal order of the person in one of their columns, taken one person at a time beside another such reading.</summary>
internal sealed class GroupedRows<T>(SqliteCursor rows, int personColumn, Func<SqliteCursor, T> read) : IDisposable
{
    private string? _next;
    private bool _isStarted;

    /// <summary>The rows of a person. People are asked for in ordinal order; those in between are passed over.</summary>
    public ImmutableArray<T> Take(CustomerId person)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            Advance();
        }

        while (_next is not null && string.CompareOrdinal(_next, person.Value) < 0)
        {
            Advance();
        }

        if (!string.Equals(_next, person.Value, StringComparison.Ordinal))
        {
            return [];
        }

        var group = ImmutableArray.CreateBuilder<T>();
        while (string.Equals(_next, person.Value, StringComparison.Ordinal))
        {
            group.Add(rows.As(read));
            Advance();
        }

        return group.DrainToImmutable();
    }

    public void Dispose() => rows.Dispose();

    private void Advance() => _next = rows.Read() ? rows.Text(personColumn) : null;
}
