using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Import;

/// <summary>Makes codes of the vendor's topics, and sees to it that no two topics become one. Not thread-safe.</summary>
/// <param name="given">Topics that the caller has named, by the vendor's name or number.</param>
internal sealed class TopicCodes(ImmutableDictionary<string, Topic> given)
{
    private const int MaxCode = 50;
    private const int HashDigits = 16;

    private readonly Dictionary<string, Topic> _given = given.GroupBy(pair => FoldedText.Of(pair.Key), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The topic of a number, where the caller has named it.</summary>
    public Topic? OfNumber(string number) => _given.TryGetValue(FoldedText.Of(number), out var topic) ? topic : null;

    /// <summary>The topic of a name; <c>null</c> where another name has the same code.</summary>
    public Topic? OfName(string name)
    {
        if (_given.TryGetValue(FoldedText.Of(name), out var topic))
        {
            return topic;
        }

        // Spaces and case are the vendor's; anything else makes another topic.
        var normal = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        var code = Code(normal);
        if (!_names.TryGetValue(code, out var first))
        {
            _names.Add(code, normal);
            first = normal;
        }

        return string.Equals(first, normal, StringComparison.Ordinal) ? new Topic(code) : null;
    }

    private static string Code(string normal)
    {
        var code = new StringBuilder();
        foreach (var c in normal)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                code.Append(c);
            }
            else if (code.Length > 0 && code[^1] != '-')
            {
                code.Append('-');
            }
        }

        var text = code.ToString().TrimEnd('-');
        return text.Length is > 0 and <= MaxCode && normal.All(char.IsAscii)
            ? text
            : $"{text[..Math.Min(text.Length, MaxCode - HashDigits - 1)].TrimEnd('-')}-{Hash(normal)}".TrimStart('-');
    }

    // Names beyond ASCII, and long ones, keep what makes them differ.
    private static string Hash(string normal) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)))[..HashDigits];
}
