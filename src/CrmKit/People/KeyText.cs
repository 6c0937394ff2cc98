namespace CrmKit;

/// <summary>The one rule for texts that serve as keys.</summary>
internal static class KeyText
{
    public static void Check(string value, int maxLength, string parameter)
    {
        if (value.Length == 0 || value.Length > maxLength || HasControl(value) || HasLoneSurrogate(value))
        {
            // The text itself stays out: a key may be an e-mail address.
            throw new ArgumentException(
                $"A key is 1 to {maxLength} characters without control characters or halves of surrogate pairs; this one has {value.Length}.", parameter);
        }
    }

    /// <summary>Refuses a text that would be another one after it has been stored.</summary>
    public static string? CheckedUtf8(string? text, string parameter) => text is null || HasUtf8Form(text)
        ? text
        : throw new ArgumentException("A text holds no halves of surrogate pairs.", parameter);

    /// <summary>Whether a text can be stored and hashed as UTF-8 without becoming another.</summary>
    public static bool HasUtf8Form(string value) => !HasLoneSurrogate(value);

    // C0 and DEL to C1, as char.IsControl has them, but a vector at a time: every imported row passes here.
    private static bool HasControl(ReadOnlySpan<char> value) =>
        value.ContainsAnyInRange('\u0000', '\u001F') || value.ContainsAnyInRange('\u007F', '\u009F');

    /// <summary>Half a surrogate pair has no UTF-8 form: stored or hashed, different keys would become one.</summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<char> value)
    {
        while (value.IndexOfAnyInRange('\uD800', '\uDFFF') is var at && at >= 0)
        {
            if (at + 1 >= value.Length || !char.IsSurrogatePair(value[at], value[at + 1]))
            {
                return true;
            }

            value = value[(at + 2)..];
        }

        return false;
    }
}
