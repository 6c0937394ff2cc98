namespace CrmKit;

/// <summary>The one rule for texts that serve as keys.</summary>
internal static class KeyText
{
    public static void Check(string value, int maxLength, string parameter)
    {
        if (value.Length == 0 || value.Length > maxLength || HasControl(value))
        {
            // The text itself stays out: a key may be an e-mail address.
            throw new ArgumentException($"A key is 1 to {maxLength} characters without control characters; this one has {value.Length}.", parameter);
        }
    }

    // C0 and DEL to C1, as char.IsControl has them, but a vector at a time: every imported row passes here.
    private static bool HasControl(ReadOnlySpan<char> value) =>
        value.ContainsAnyInRange('\u0000', '\u001F') || value.ContainsAnyInRange('\u007F', '\u009F');
}
