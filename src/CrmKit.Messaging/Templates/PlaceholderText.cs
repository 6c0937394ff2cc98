using System.Text;

namespace CrmKit.Messaging;

/// <summary>A text cut at its <c>{{names}}</c>.</summary>
internal sealed class PlaceholderText
{
    private readonly ImmutableArray<(string Text, bool IsName)> _parts;

    private PlaceholderText(ImmutableArray<(string Text, bool IsName)> parts) => _parts = parts;

    public IEnumerable<string> Names => _parts.Where(part => part.IsName).Select(part => part.Text);

    public static PlaceholderText Parse(string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            throw new FormatException($"A template text has at most {maxLength} characters; this one has {text.Length}.");
        }

        var parts = ImmutableArray.CreateBuilder<(string, bool)>();
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is var open && open >= 0)
        {
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            var name = close < 0 ? string.Empty : text[(open + 2)..close].Trim();
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
            {
                throw new FormatException($"{Place(text, open)}: expected {{{{name}}}} with a name of letters, digits, '_', '.' and '-'.");
            }

            parts.Add((text[at..open], false));
            parts.Add((name, true));
            at = close + 2;
        }

        parts.Add((text[at..], false));
        return new PlaceholderText(parts.ToImmutable());
    }

    public string Fill(Func<string, string?> value)
    {
        var filled = new StringBuilder();
        foreach (var (text, isName) in _parts)
        {
            filled.Append(isName ? value(text) : text);
        }

        return filled.ToString();
    }

    private static string Place(string text, int offset)
    {
        var before = text.AsSpan(0, offset);
        return string.Create(CultureInfo.InvariantCulture, $"Line {before.Count('\n') + 1}, column {offset - before.LastIndexOf('\n')}");
    }
}
