namespace CrmKit.Import;

/// <summary>The shape of a BCP 47 language tag (RFC 5646, 2.1), without the registry's knowledge of which subtags exist.</summary>
internal static class LanguageTag
{
    private const int MaxTag = 35;
    private const int MaxSubtag = 8;

    public static bool HasShape(string tag)
    {
        if (tag.Length > MaxTag)
        {
            return false;
        }

        var parts = tag.Split('-');
        return parts[0].Length is >= 2 and <= MaxSubtag
            && parts[0].All(char.IsAsciiLetter)
            && parts.All(part => part.Length is >= 1 and <= MaxSubtag && part.All(char.IsAsciiLetterOrDigit))
            && parts[^1].Length > 1;
    }
}
