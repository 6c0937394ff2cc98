namespace CrmKit;

/// <summary>The one rule for texts that serve as keys.</summary>
internal static class KeyText
{
    public static void Check(string value, int maxLength, string parameter)
    {
        if (value.Length == 0 || value.Length > maxLength || value.Any(char.IsControl))
        {
            // The text itself stays out: a key may be an e-mail address.
            throw new ArgumentException($"A key is 1 to {maxLength} characters without control characters; this one has {value.Length}.", parameter);
        }
    }
}
