using System.Buffers;
using System.Text;

namespace CrmKit.Import;

/// <summary>What was bought, as one field tells it: codes with spaces, commas, semicolons or bars between them. Not thread-safe.</summary>
internal sealed class ItemCodes
{
    /// <summary>What the field holds, in words that continue "expected".</summary>
    public static readonly string Expected = $"up to {Purchase.MaxItems} codes of lower-case letters, digits and hyphens, with spaces, commas, semicolons or bars between them, or nothing";

    // A shop has few items, and a file names them again and again.
    private const int MostKnown = 10_000;

    private static readonly SearchValues<char> Separators = SearchValues.Create(" ,;|");

    private readonly Dictionary<UInt128, ImmutableArray<Topic>> _known = [];

    /// <summary>The items of a field, in ordinal order, each once.</summary>
    public bool TryParse(ReadOnlySpan<byte> field, out ImmutableArray<Topic> items)
    {
        items = [];
        if (field.IsEmpty)
        {
            return true;
        }

        var fingerprint = FieldFingerprint.Of(field);
        if (_known.TryGetValue(fingerprint, out items))
        {
            return true;
        }

        if (!TryParse(Encoding.UTF8.GetString(field), out items))
        {
            return false;
        }

        if (_known.Count < MostKnown)
        {
            _known.Add(fingerprint, items);
        }

        return true;
    }

    /// <summary>The items of a text, in ordinal order, each once.</summary>
    public static bool TryParse(string text, out ImmutableArray<Topic> items)
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        items = [];
        foreach (var range in text.AsSpan().SplitAny(Separators))
        {
            var code = text[range];
            if (code.Length > 0 && (!CodeShape.IsCode(code) || (codes.Add(code) && codes.Count > Purchase.MaxItems)))
            {
                return false;
            }
        }

        items = [.. codes.Select(code => new Topic(code))];
        return true;
    }

    /// <summary>The items of several lines of one invoice, in ordinal order, each once.</summary>
    public static ImmutableArray<Topic> Together(ImmutableArray<Topic> left, ImmutableArray<Topic> right) =>
        right.IsEmpty || left.AsSpan().SequenceEqual(right.AsSpan())
            ? left
            : [.. left.Union(right).OrderBy(item => item.Code, StringComparer.Ordinal).Take(Purchase.MaxItems)];

    /// <summary>The field that reads back as these items.</summary>
    public static string? Write(ImmutableArray<Topic> items) => items.IsEmpty ? null : string.Join(' ', items.Select(item => item.Code));
}
