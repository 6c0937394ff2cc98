namespace CrmKit;

/// <summary>The codes under which the members of an enumeration stand in documents and files: they stay when a member is renamed. Immutable and thread-safe.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class CodeTable<T>
    where T : struct, Enum
{
    internal CodeTable(params (T Value, string Code)[] rows)
    {
        Rows = [.. rows];
    }

    /// <summary>Every member with its code, in the order in which people choose from them.</summary>
    public ImmutableArray<(T Value, string Code)> Rows { get; }

    /// <summary>The codes, with commas between them.</summary>
    public string Codes => string.Join(", ", Rows.Select(row => row.Code));

    /// <summary>The code of a member.</summary>
    /// <param name="value">The member.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member.</exception>
    public string CodeOf(T value)
    {
        foreach (var row in Rows)
        {
            if (EqualityComparer<T>.Default.Equals(row.Value, value))
            {
                return row.Code;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"Unknown member of {typeof(T).Name}.");
    }

    /// <summary>The member of a code; <c>null</c> where there is none.</summary>
    /// <param name="code">The code, exactly as it is written.</param>
    public T? Find(string code)
    {
        foreach (var row in Rows)
        {
            if (string.Equals(row.Code, code, StringComparison.Ordinal))
            {
                return row.Value;
            }
        }

        return null;
    }
}
