namespace CrmKit.Messaging;

/// <summary>Header fields of one block, unfolded, by name. Of a name that is there twice the first counts.</summary>
/// <remarks>Bounded: at most 500 fields of at most 8,000 characters are looked at; what is more is passed over.</remarks>
internal sealed class MimeFields
{
    private const int MaxFields = 500;
    private const int MaxField = 8_000;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>Reads fields up to the first empty line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many characters were read, the empty line included.</param>
    public static MimeFields Read(ReadOnlySpan<char> text, out int length)
    {
        var fields = new MimeFields();
        var at = 0;
        string? name = null;
        var value = new System.Text.StringBuilder();
        while (at < text.Length)
        {
            var line = NextLine(text, ref at);
            if (line.IsEmpty)
            {
                break;
            }

            if (line[0] is ' ' or '\t')
            {
                Append(value, line);
                continue;
            }

            fields.Add(name, value);
            var colon = line.IndexOf(':');
            name = colon is > 0 and < 100 ? line[..colon].TrimEnd().ToString() : null;
            if (name is not null)
            {
                Append(value, line[(colon + 1)..]);
            }
        }

        fields.Add(name, value);
        length = at;
        return fields;
    }

    /// <summary>What stands before the parameters of a structured field, in lower case: <c>multipart/report</c>.</summary>
    public string Value(string name)
    {
        var field = this[name] ?? string.Empty;
        var end = field.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? field : field[..end]).Trim().ToLowerInvariant();
    }

    /// <summary>A parameter of a structured field (RFC 2045, 5.1), without its quotes; <c>null</c> where there is none.</summary>
    public string? Parameter(string name, string parameter)
    {
        var rest = this[name].AsSpan();
        for (var semicolon = rest.IndexOf(';'); semicolon >= 0; semicolon = rest.IndexOf(';'))
        {
            rest = rest[(semicolon + 1)..].TrimStart();
            var isMeant = rest.StartsWith(parameter, StringComparison.OrdinalIgnoreCase) && rest[parameter.Length..].TrimStart().StartsWith("=", StringComparison.Ordinal);
            var equal = rest.IndexOf('=');
            var next = rest.IndexOf(';');
            if (equal < 0 || (next >= 0 && next < equal))
            {
                continue;
            }

            var value = rest[(equal + 1)..].TrimStart();
            var quoted = value.StartsWith("\"", StringComparison.Ordinal);
            var end = quoted ? value[1..].IndexOf('"') : value.IndexOfAny("; \t");
            if (isMeant)
            {
                value = quoted ? value[1..] : value;
                return (end < 0 ? value : value[..end]).ToString();
            }

            rest = end < 0 ? [] : value[(quoted ? end + 2 : end)..];
        }

        return null;
    }

    public static ReadOnlySpan<char> NextLine(ReadOnlySpan<char> text, ref int at)
    {
        var rest = text[at..];
        var end = rest.IndexOf('\n');
        at += end < 0 ? rest.Length : end + 1;
        var line = end < 0 ? rest : rest[..end];
        return line is [.. var before, '\r'] ? before : line;
    }

    private static void Append(System.Text.StringBuilder value, ReadOnlySpan<char> more) => value.Append(more[..Math.Min(more.Length, MaxField - value.Length)]);

    private void Add(string? name, System.Text.StringBuilder value)
    {
        if (name is not null && _fields.Count < MaxFields)
        {
            _fields.TryAdd(name, value.ToString().Trim());
        }

        value.Clear();
    }
}
