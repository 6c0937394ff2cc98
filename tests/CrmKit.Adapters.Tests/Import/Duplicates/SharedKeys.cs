using System.Text.RegularExpressions;

namespace CrmKit.Adapters.Tests.Import.Duplicates;

/// <summary>Whether two people share a key, found the slow way, for names of at most four lower-case words without accents.</summary>
internal static partial class SharedKeys
{
    public static bool HaveOne(Customer a, Customer b) =>
        a.ContactPoints.Any(point => b.ContactPoints.Any(other => point.Point.Reaches(other.Point)))
        || (a.Birthday is { } birthday && birthday.Day == b.Birthday?.Day && Words(a).Any(word => Words(b).Any(other => Sound(word) == Sound(other))))
        || Words(a).Intersect(Words(b)).Any(shared => Words(a).Any(word => Words(b).Any(other => word != shared && other != shared && AreNear(word, other))));

    /// <summary>American Soundex by rewriting: letters to digits, h and w away, equal neighbours into one, vowels away.</summary>
    public static string Sound(string word)
    {
        var digits = string.Concat(word.Select(c => "01230120022455012623010202"[c - 'a'] is var digit && c is 'h' or 'w' ? '-' : "01230120022455012623010202"[c - 'a']));
        digits = (word[0] is 'h' or 'w' ? "0" : digits[..1]) + digits[1..].Replace("-", string.Empty, StringComparison.Ordinal);
        var parted = Runs().Replace(digits, "$1");
        return (word[0] + parted[1..].Replace("0", string.Empty, StringComparison.Ordinal) + "000")[..4];
    }

    private static bool AreNear(string a, string b) => First(a) == First(b) || Last(a) == Last(b) || Sound(a) == Sound(b);

    private static string First(string word) => word[..Math.Min(3, word.Length)];

    private static string Last(string word) => word[Math.Max(0, word.Length - 3)..];

    private static string[] Words(Customer person) => (person.Name ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("(.)\\1+")]
    private static partial Regex Runs();
}
