namespace CrmKit.Import;

/// <summary>Amounts in the stated culture: digits and at most one decimal separator, nothing else. Thread-safe.</summary>
internal sealed class AmountText(CultureInfo culture)
{
    // Every number of 28 digits is a decimal exactly; with more, the last would be rounded away unseen.
    private const int MaxDigits = 28;

    private readonly NumberFormatInfo _numbers = culture.NumberFormat;

    /// <summary>What an amount must look like, in words that continue "expected".</summary>
    public string Expected =>
        $"an amount such as 1234{_numbers.NumberDecimalSeparator}50: at most {MaxDigits} digits, \"{_numbers.NumberDecimalSeparator}\" before the decimals, no thousands separator, no currency sign";

    /// <summary>What is expected where a negative amount stands.</summary>
    public static string ExpectedNotNegative => "an amount of zero or more (a negative amount is a return, and returns are not supported yet)";

    public bool TryParse(ReadOnlySpan<byte> utf8, out decimal amount)
    {
        amount = 0;
        return CountDigits(utf8) is > 0 and <= MaxDigits && decimal.TryParse(utf8, NumberStyles.AllowDecimalPoint, _numbers, out amount);
    }

    /// <summary>Whether the text would be a number, were it not negative.</summary>
    public bool IsNegative(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingSign | NumberStyles.AllowParentheses, _numbers, out var value)
        && value < 0;

    private static int CountDigits(ReadOnlySpan<byte> utf8)
    {
        var digits = 0;
        foreach (var b in utf8)
        {
            digits += b is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        }

        return digits;
    }
}
