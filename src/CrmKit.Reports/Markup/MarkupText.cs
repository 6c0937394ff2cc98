using System.Text;

namespace CrmKit.Reports;

/// <summary>Encodes anybody's text so that it can neither end the element or attribute that holds it nor turn the reading direction around it.</summary>
internal static class MarkupText
{
    public static void Append(StringBuilder target, string text)
    {
        // Runes, not chars: half of a surrogate pair comes out as U+FFFD, for no XML parser accepts it.
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => target.Append("&amp;"),
                '<' => target.Append("&lt;"),
                '>' => target.Append("&gt;"),
                '"' => target.Append("&quot;"),
                '\'' => target.Append("&#39;"),
                '\t' or '\n' or '\r' => target.Append(' '),
                _ when IsUnsafe(rune) => target.Append('\uFFFD'),
                _ => target.Append(rune.ToString()),
            };
        }
    }

    /// <summary>
    /// Controls and noncharacters are not XML. Embeddings, overrides and isolates (UAX 9) are refused too: a stray U+2069 would end the
    /// isolate of a bdi element and reorder its neighbours. Joiners and plain marks stay, for Persian, Hindi and Hebrew names need them.
    /// </summary>
    private static bool IsUnsafe(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xFDD0 and <= 0xFDEF)
        || (rune.Value & 0xFFFE) == 0xFFFE;
}
