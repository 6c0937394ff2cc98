using System.Text;

namespace CrmKit.Import;

/// <summary>The parameters of a property (RFC 5545, 3.2; RFC 6350, 5; values in quotes or not, with the circumflex of RFC 6868).</summary>
internal static class ContentParameters
{
    /// <summary>Reads one parameter at a semicolon and moves to the semicolon or colon after it.</summary>
    /// <returns>What was expected where there is none; else <c>null</c>.</returns>
    public static string? Read(string text, ref int at, ImmutableArray<(string Name, string Value)>.Builder parameters)
    {
        var start = at + 1;
        at = IndexOfAny(text, start, "=;:");
        if (at < 0)
        {
            return "a colon after the parameters";
        }

        var name = text[start..at].Trim().ToUpperInvariant();
        if (text[at] != '=')
        {
            // Older writers name a type without saying that it is one.
            parameters.Add(("TYPE", name));
            return name.Length > 0 ? null : "a parameter as NAME=value";
        }

        do
        {
            at++;
            if (at < text.Length && text[at] == '"')
            {
                var quote = text.IndexOf('"', at + 1);
                if (quote < 0)
                {
                    return "a closing quote in a parameter";
                }

                parameters.Add((name, Decode(text[(at + 1)..quote])));
                at = quote + 1;
            }
            else
            {
                var end = IndexOfAny(text, at, ",;:");
                end = end < 0 ? text.Length : end;
                parameters.Add((name, Decode(text[at..end])));
                at = end;
            }

            if (at >= text.Length || text[at] is not (',' or ';' or ':'))
            {
                return "a comma, a semicolon or a colon after a parameter's value";
            }
        }
        while (text[at] == ',');

        return null;
    }

    private static int IndexOfAny(string text, int start, string characters) => text.AsSpan(start).IndexOfAny(characters) is >= 0 and var found ? start + found : -1;

    // RFC 6868: a parameter's value can hold neither quote nor line break; the circumflex writes both.
    private static string Decode(string value)
    {
        if (!value.Contains('^', StringComparison.Ordinal))
        {
            return value;
        }

        var decoded = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var next = value[i] == '^' && i + 1 < value.Length ? value[i + 1] : '\0';
            var plain = next switch { 'n' => '\n', '\'' => '"', '^' => '^', _ => '\0' };
            decoded.Append(plain == '\0' ? value[i] : plain);
            i += plain == '\0' ? 0 : 1;
        }

        return decoded.ToString();
    }
}
