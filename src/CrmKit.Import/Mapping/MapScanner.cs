using System.Buffers;
using System.Text;

namespace CrmKit.Import;

/// <summary>Walks over the text of a map. Not thread-safe.</summary>
internal sealed class MapScanner
{
    private const int MaxLength = 10_000;

    // What ends a name that stands without quotes; the rest of Unicode may stand in it, inner spaces too.
    private static readonly SearchValues<char> Special = SearchValues.Create("+-*()\",|=:");

    private readonly string _text;
    private int _position;

    public MapScanner(string text)
    {
        _text = text;
        if (text.Length > MaxLength)
        {
            throw new PurchaseMapException(null, MaxLength, $"at most {MaxLength} characters");
        }

        SkipSpaces();
    }

    /// <summary>The item that is being read; faults name it.</summary>
    public string? Item { get; set; }

    public bool AtEnd => _position >= _text.Length;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Peek => AtEnd ? '\0' : _text[_position];

    /// <summary>Takes the next character and the spaces after it.</summary>
    public char Take()
    {
        var c = _text[_position++];
        SkipSpaces();
        return c;
    }

    /// <summary>Takes the next character if it is this one.</summary>
    public bool TryTake(char c)
    {
        if (Peek != c || AtEnd)
        {
            return false;
        }

        Take();
        return true;
    }

    /// <summary>Takes a name: in double quotes whatever it holds, without them up to the next special character.</summary>
    public string Name(string expected) => Peek == '"' ? Quotation(expected) : Bare(Special, expected);

    /// <summary>Takes a text: in double quotes whatever it holds, without them up to the next of the ends.</summary>
    public string Text(SearchValues<char> ends, string expected) => Peek == '"' ? Quotation(expected) : Bare(ends, expected);

    /// <summary>A fault at the next character.</summary>
    public PurchaseMapException Fault(string expected) => new(Item, _position + 1, AtEnd ? $"{expected}; the map ends here" : expected);

    /// <summary>A fault at what was just taken.</summary>
    public PurchaseMapException FaultBefore(int length, string expected) => new(Item, Math.Max(1, _position - length + 1), expected);

    /// <summary>A name as a map writes it.</summary>
    public static string Quoted(string name) => Quoted(name, Special);

    /// <summary>A text as a map writes it where these characters end it.</summary>
    public static string Quoted(string text, SearchValues<char> ends) =>
        text.Length == 0 || text.AsSpan().ContainsAny(ends) || text.Contains('"', StringComparison.Ordinal) || char.IsAsciiDigit(text[0]) || text.Trim().Length != text.Length
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    private string Bare(SearchValues<char> ends, string expected)
    {
        var rest = _text.AsSpan(_position);
        var length = rest.IndexOfAny(ends) is >= 0 and var at ? at : rest.Length;
        var name = rest[..length].TrimEnd().ToString();
        if (name.Length == 0)
        {
            throw Fault(expected);
        }

        _position += length;
        return name;
    }

    private string Quotation(string expected)
    {
        var begin = _position++;
        var name = new StringBuilder();
        while (true)
        {
            if (AtEnd)
            {
                throw new PurchaseMapException(Item, begin + 1, "a closing double quote");
            }

            var c = _text[_position++];
            if (c == '"' && Peek != '"')
            {
                break;
            }

            if (c == '"')
            {
                _position++;
            }

            name.Append(c);
        }

        SkipSpaces();
        return string.IsNullOrWhiteSpace(name.ToString()) ? throw new PurchaseMapException(Item, begin + 1, expected) : name.ToString();
    }

    private void SkipSpaces()
    {
        while (!AtEnd && _text[_position] == ' ')
        {
            _position++;
        }
    }
}
