namespace CrmKit.Calendars;

/// <summary>The form of ISO 3166 codes: two letters, and a subdivision of one to three letters and digits after a hyphen.</summary>
internal static class RegionCode
{
    private const int CountryLength = 2;
    private const int LongestSubdivision = 3;

    public static string Required(string region) => IsRegion(region)
        ? region
        : throw new ArgumentException($"The region '{region}' is not of the form of ISO 3166: two capital letters, such as US, or with a subdivision, such as US-TX.", nameof(region));

    /// <summary>The country of a subdivision; <c>null</c> where the region is a country.</summary>
    public static string? CountryOf(string region) => region.Length > CountryLength ? region[..CountryLength] : null;

    private static bool IsRegion(string region)
    {
        var isCountry = region.Length >= CountryLength && char.IsAsciiLetterUpper(region[0]) && char.IsAsciiLetterUpper(region[1]);
        return isCountry && (region.Length == CountryLength || IsSubdivision(region.AsSpan(CountryLength)));
    }

    private static bool IsSubdivision(ReadOnlySpan<char> text)
    {
        if (text[0] != '-' || text.Length is < 2 or > 1 + LongestSubdivision)
        {
            return false;
        }

        foreach (var character in text[1..])
        {
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
