using System.Text;

namespace CrmKit.Import;

/// <summary>Text values: escapes (RFC 5545, 3.3.11; RFC 6350, 3.4), and the parts of structured ones.</summary>
internal static class ContentText
{
    /// <summary>What an unreadable text should have been.</summary>
    public const string ExpectedEscape = "a backslash before a backslash, a comma, a semicolon or an n alone";

    /// <summary>A text as it is written.</summary>
    public static string Escape(string text)
    {
        var written = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' or ',' or ';' => written.Append('\\').Append(c),
                '\n' => written.Append("\\n"),
                _ => written.Append(c),
            };
        }

        return written.ToString();
    }

    /// <summary>The text that is written; <c>null</c> where a backslash stands before something else.</summary>
    public static string? Unescape(string written)
    {
        if (!written.Contains('\\', StringComparison.Ordinal))
        {
            return written;
        }

        var text = new StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != '\\')
            {
                text.Append(written[i]);
                continue;
            }

            // The colon needs none, but common writers of version 3.0 put one there.
            var plain = ++i < written.Length ? written[i] : '\0';
            if (plain is not ('\\' or ',' or ';' or ':' or 'n' or 'N'))
            {
                return null;
            }

            text.Append(plain is 'n' or 'N' ? '\n' : plain);
        }

        return text.ToString();
    }

    /// <summary>The parts of a written value between separators that no backslash stands before, still escaped.</summary>
    public static List<string> Split(string written, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] == '\\')
            {
                i++;
            }
            else if (written[i] == separator)
            {
                parts.Add(written[start..i]);
                start = i + 1;
            }
        }

        parts.Add(written[start..]);
        return parts;
    }

    /// <summary>A component of a structured value: its texts, joined; <c>null</c> where one is unreadable.</summary>
    public static string? Component(IReadOnlyList<string> components, int index, string joint)
    {
        if (index >= components.Count)
        {
            return string.Empty;
        }

        var texts = Split(components[index], ',').ConvertAll(Unescape);
        return texts.Contains(null) ? null : string.Join(joint, texts.Where(text => text!.Length > 0));
    }
}
