using System.Text;

namespace CrmKit.Import;

/// <summary>Names and values as vendors spell them: only letters and digits count, without regard to case.</summary>
internal static class FoldedText
{
    /// <summary>The letters and digits, in lower case; <c>Is Unsubscribed</c>, <c>is_unsubscribed</c> and <c>isUnsubscribed</c> are one name.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    /// <summary>What follows a prefix, as it was written; <c>null</c> where the text begins otherwise, or ends there.</summary>
    public static string? After(string text, string foldedPrefix)
    {
        var matched = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                continue;
            }

            if (matched == foldedPrefix.Length)
            {
                return text[i..].Trim();
            }

            if (char.ToLowerInvariant(text[i]) != foldedPrefix[matched++])
            {
                return null;
            }
        }

        return null;
    }
}
