using System.Buffers;

namespace CrmKit;

/// <summary>The one rule for codes that people choose: purposes, topics, roles, names of dates.</summary>
internal static class CodeText
{
    public const int MaxLength = 50;

    // Every stored statement passes here when it is read, and searching this set allocates nothing.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static string Checked(string code, string parameter)
    {
        ArgumentNullException.ThrowIfNull(code, parameter);
        return IsCode(code)
            ? code
            : throw new ArgumentException("A code is 1 to 50 lower-case letters, digits and hyphens, for example new-arrivals.", parameter);
    }

    public static bool IsCode(string code) => code.Length is > 0 and <= MaxLength && !code.AsSpan().ContainsAnyExcept(Allowed);
}
