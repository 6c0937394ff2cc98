namespace CrmKit.Import;

/// <summary>Numbers of custom fields in the stated culture: a minus, digits, one decimal separator, and every digit counts. Thread-safe.</summary>
internal sealed class NumberText(CultureInfo culture)
{
    private readonly string _separator = culture.NumberFormat.NumberDecimalSeparator;

    /// <summary>What a number must look like, in words that continue "expected".</summary>
    public string Expected => $"a number such as -1234{_separator}50: at most 28 digits, \"{_separator}\" before the decimals, no thousands separator";

    public string Write(decimal number) => number.ToString(CultureInfo.InvariantCulture).Replace(".", _separator, StringComparison.Ordinal);

    public bool TryParse(string text, out decimal number)
    {
        number = 0;
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        var point = digits.IndexOf(_separator, StringComparison.Ordinal);
        var decimals = point < 0 ? default : digits[(point + _separator.Length)..];
        var whole = point < 0 ? digits : digits[..point];
        if (whole.IsEmpty || (point >= 0 && decimals.IsEmpty) || whole.ContainsAnyExceptInRange('0', '9') || decimals.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        // More digits than a decimal holds would be rounded away unseen, which shows in its scale.
        var plain = string.Concat(text.StartsWith('-') ? "-" : string.Empty, whole, point < 0 ? string.Empty : ".", decimals);
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number.Scale == decimals.Length;
    }
}
