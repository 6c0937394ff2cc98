namespace CrmKit.Storage.PostgreSql;

/// <summary>One of several statements that go to the server together.</summary>
internal abstract class DatabaseQuery(string sql, List<object?> arguments)
{
    public string Sql => sql;

    public List<object?> Arguments => arguments;

    /// <summary>Takes a row of the result.</summary>
    public abstract void Take(DatabaseRow row);
}

/// <summary>A query with what it gave.</summary>
internal sealed class DatabaseQuery<T>(string sql, Func<DatabaseRow, T> read, params List<object?> arguments) : DatabaseQuery(sql, arguments)
{
    public List<T> Rows { get; } = [];

    public override void Take(DatabaseRow row) => Rows.Add(row.As(read));
}
