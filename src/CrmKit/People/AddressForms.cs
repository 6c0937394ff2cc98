namespace CrmKit;

/// <summary>Normal forms of addresses; <c>null</c> where the text is none.</summary>
internal static class AddressForms
{
    // RFC 5321, 4.5.3.1, in octets: local part 64, domain 255, path 256 with its angle brackets.
    private const int MaxLocal = 64;
    private const int MaxAddress = 254;
    private const int MaxMessenger = 200;

    public static string? Email(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > MaxLocal || text.Length > MaxAddress || HasInvisible(text) || !KeyText.HasUtf8Form(text))
        {
            return null;
        }

        var local = text.AsSpan(0, at);
        var octets = System.Text.Encoding.UTF8.GetByteCount(local);
        if (octets > MaxLocal || !IsLocalPart(local) || Domain(text[(at + 1)..]) is not { } domain)
        {
            return null;
        }

        // The ASCII form of a domain is longer than what was typed.
        return octets + 1 + domain.Length <= MaxAddress ? string.Concat(local, "@", domain) : null;
    }

    public static string? Messenger(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || colon > CodeText.MaxLength || text.Length > MaxMessenger)
        {
            return null;
        }

        var service = text[..colon].ToLowerInvariant();
        var name = text[(colon + 1)..].Trim();
        return CodeText.IsCode(service) && name.Length > 0 && !HasInvisible(name) && KeyText.HasUtf8Form(name) ? $"{service}:{name}" : null;
    }

    public static string? E164(string text)
    {
        if (!text.StartsWith('+'))
        {
            return null;
        }

        // "+49 (0)30" is one number written for callers at home and abroad: with a country code the zero is not dialled.
        var dialled = text.Replace("(0)", string.Empty, StringComparison.Ordinal);
        var digits = new System.Text.StringBuilder("+", 16);
        foreach (var c in dialled.AsSpan(1))
        {
            if (char.IsAsciiDigit(c))
            {
                digits.Append(c);
            }
            else if (c is not (' ' or '-' or '.' or '(' or ')' or '/'))
            {
                return null;
            }
        }

        return digits.Length is >= 9 and <= 16 && digits[1] != '0' ? digits.ToString() : null;
    }

    /// <summary>Characters that nobody sees: mapping a domain to ASCII drops some of them unseen, so that one address would become another.</summary>
    private static bool HasInvisible(string text) =>
        text.Any(c => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in local)
        {
            // atext of RFC 5322 and its dot; letters beyond ASCII as in RFC 6531. Quoted local parts are refused, not guessed.
            if (!char.IsLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Domain(string text)
    {
        string ascii;
        try
        {
            ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text);
        }
        catch (ArgumentException)
        {
            return null;
        }

        return ascii.Contains('.', StringComparison.Ordinal) && !ascii.EndsWith('.') ? ascii.ToLowerInvariant() : null;
    }
}
