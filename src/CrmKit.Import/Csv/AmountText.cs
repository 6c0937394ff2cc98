using System.Text;

namespace CrmKit.Import;

/// <summary>Amounts in the stated culture: digits and at most one decimal separator, nothing else. Thread-safe.</summary>
internal sealed class AmountText(CultureInfo culture)
{
    private readonly NumberFormatInfo _numbers = culture.NumberFormat;
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(culture.NumberFormat.NumberDecimalSeparator);

    /// <summary>What an amount must look like, in words that continue "expected".</summary>
    public string Expected =>
        $"an amount such as 1234{_numbers.NumberDecimalSeparator}50: at most 28 digits and 1,000,000,000,000,000 in all, \"{_numbers.NumberDecimalSeparator}\" before the decimals, no thousands separator, no currency sign";

    /// <summary>What is expected where a negative amount stands.</summary>
    public static string ExpectedNotNegative => "an amount of zero or more (a negative amount is a return, and returns are not supported yet)";

    public bool TryParse(ReadOnlySpan<byte> utf8, out decimal amount) =>
        decimal.TryParse(utf8, NumberStyles.AllowDecimalPoint, _numbers, out amount) && amount.Scale == Decimals(utf8) && amount <= Purchase.MaxAmount;

    /// <summary>Whether the text would be a number, were it not negative.</summary>
    public bool IsNegative(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingSign | NumberStyles.AllowParentheses, _numbers, out var value)
        && value < 0;

    // More digits than a decimal holds would be rounded away unseen, which shows in its scale.
    private int Decimals(ReadOnlySpan<byte> utf8) => utf8.IndexOf(_separator) is >= 0 and var at ? utf8.Length - at - _separator.Length : 0;
}
