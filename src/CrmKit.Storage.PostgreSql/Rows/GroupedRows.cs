namespace CrmKit.Storage.PostgreSql;

/// <summary>Rows in ordinal order of their person, taken one person at a time beside another such reading.</summary>
internal sealed class GroupedRows<T>(DatabaseCursor<(string Person, T Value)> rows)
{
    private bool _isStarted;
    private bool _hasRow;

    /// <summary>The rows of a person. People are asked for in ordinal order; those in between are passed over.</summary>
    public async ValueTask<ImmutableArray<T>> TakeAsync(CustomerId person)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _hasRow = await rows.ReadAsync().ConfigureAwait(false);
        }

        while (_hasRow && string.CompareOrdinal(rows.Current.Person, person.Value) < 0)
        {
            _hasRow = await rows.ReadAsync().ConfigureAwait(false);
        }

        if (!_hasRow || !string.Equals(rows.Current.Person, person.Value, StringComparison.Ordinal))
        {
            return [];
        }

        var group = ImmutableArray.CreateBuilder<T>();
        while (_hasRow && string.Equals(rows.Current.Person, person.Value, StringComparison.Ordinal))
        {
            group.Add(rows.Current.Value);
            _hasRow = await rows.ReadAsync().ConfigureAwait(false);
        }

        return group.DrainToImmutable();
    }
}
