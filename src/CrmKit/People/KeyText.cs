namespace CrmKit;

/// <summary>The one rule for texts that serve as keys.</summary>
internal static class KeyText
{
    public static void Check(string value, int maxLength, string parameter)
    {
        if (value.Length == 0 || value.Length > maxLength || value.Any(char.IsControl) || !IsText(value))
        {
            // The text itself stays out: a key may be an e-mail address.
            throw new ArgumentException(
                $"A key is 1 to {maxLength} characters without control characters or halves of surrogate pairs; this one has {value.Length}.", parameter);
        }
    }

    /// <summary>Half a surrogate pair has no UTF-8 form: stored or hashed, different keys would become one.</summary>
    private static bool IsText(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogate(value[i]) && !(i + 1 < value.Length && char.IsSurrogatePair(value[i], value[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
