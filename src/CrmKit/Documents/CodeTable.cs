namespace CrmKit;

/// <summary>The codes under which the members of an enumeration stand in documents: they stay when a member is renamed.</summary>
internal sealed class CodeTable<T>(params (T Value, string Code)[] rows)
    where T : struct, Enum
{
    public string CodeOf(T value)
    {
        foreach (var row in rows)
        {
            if (EqualityComparer<T>.Default.Equals(row.Value, value))
            {
                return row.Code;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"Unknown member of {typeof(T).Name}.");
    }

    public string Codes => string.Join(", ", rows.Select(row => row.Code));

    public T? Find(string code)
    {
        foreach (var row in rows)
        {
            if (string.Equals(row.Code, code, StringComparison.Ordinal))
            {
                return row.Value;
            }
        }

        return null;
    }
}
