using System.Text;

namespace CrmKit.Tool;

/// <summary>Texts of files for a screen: one line, not too long, and nothing in them that turns the line about.</summary>
internal static class Shown
{
    private const int Most = 60;

    public static string Of(string text)
    {
        var shown = new StringBuilder(Most);
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Most)
            {
                return shown.Append('…').ToString();
            }

            shown.Append(IsVisible(rune) ? rune.ToString() : Rune.IsWhiteSpace(rune) ? " " : string.Create(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>"));
        }

        return shown.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
