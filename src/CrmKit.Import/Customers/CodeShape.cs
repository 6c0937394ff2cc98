namespace CrmKit.Import;

/// <summary>The form of codes that people choose: purposes, topics, roles, names of dates.</summary>
internal static class CodeShape
{
    private const int MaxLength = 50;

    /// <summary>What a code must look like, in words that continue "expected".</summary>
    public const string Expected = "a code of 1 to 50 lower-case letters, digits and hyphens";

    public static bool IsCode(string text) => text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
