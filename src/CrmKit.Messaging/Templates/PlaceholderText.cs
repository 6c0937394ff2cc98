using System.Text;

namespace CrmKit.Messaging;

/// <summary>A text cut at its <c>{{names}}</c>.</summary>
internal sealed class PlaceholderText
{
    private readonly ImmutableArray<(string Text, bool IsName)> _parts;

    private PlaceholderText(ImmutableArray<(string Text, bool IsName)> parts) => _parts = parts;

    public IEnumerable<string> Names => _parts.Where(part => part.IsName).Select(part => part.Text);

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Most characters.</param>
    /// <param name="refuse">Given the text and where its names begin, says which of them may not stand where it does and why; <c>null</c> for all may.</param>
    public static PlaceholderText Parse(string text, int maxLength, Func<string, IReadOnlyList<(int Start, int End)>, (int Offset, string Reason)?>? refuse = null)
    {
        if (text.Length > maxLength)
        {
            throw new FormatException($"A template text has at most {maxLength} characters; this one has {text.Length}.");
        }

        var parts = ImmutableArray.CreateBuilder<(string, bool)>();
        var places = new List<(int, int)>();
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
            places.Add((open, at));
        }

        if (refuse?.Invoke(text, places) is var (offset, reason))
        {
            throw new FormatException($"{Place(text, offset)}: {reason}");
        }

        parts.Add((text[at..], false));
        return new PlaceholderText(parts.ToImmutable());
    }

    public string Fill(Func<string, string?> value, int maxLength)
    {
        var filled = new StringBuilder();
        foreach (var (text, isName) in _parts)
        {
            var part = isName ? value(text) : text;
            if (part?.Length > maxLength - filled.Length)
            {
                throw new FormatException($"The values make a message of more than {maxLength} characters.");
            }

            filled.Append(part);
        }

        return filled.ToString();
    }

    private static string Place(string text, int offset)
    {
        var before = text.AsSpan(0, offset);
        return string.Create(CultureInfo.InvariantCulture, $"Line {before.Count('\n') + 1}, column {offset - before.LastIndexOf('\n')}");
    }
}
