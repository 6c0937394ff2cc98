namespace CrmKit.Storage.Sqlite;

/// <summary>Rows in ordinal order of the customer in their first column, taken one customer at a time beside another such reading.</summary>
internal sealed class GroupedRows<T>(SqliteCursor rows, Func<SqliteCursor, T> read) : IDisposable
{
    private string? _next;
    private bool _isStarted;

    /// <summary>The rows of a customer. Customers are asked for in ordinal order; those in between are passed over.</summary>
    public ImmutableArray<T> Take(CustomerId customer)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            Advance();
        }

        while (_next is not null && string.CompareOrdinal(_next, customer.Value) < 0)
        {
            Advance();
        }

        if (!string.Equals(_next, customer.Value, StringComparison.Ordinal))
        {
            return [];
        }

        var group = ImmutableArray.CreateBuilder<T>();
        while (string.Equals(_next, customer.Value, StringComparison.Ordinal))
        {
            group.Add(rows.As(read));
            Advance();
        }

        return group.DrainToImmutable();
    }

    public void Dispose() => rows.Dispose();

    private void Advance() => _next = rows.Read() ? rows.Text(0) : null;
}
