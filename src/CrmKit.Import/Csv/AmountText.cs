using System.Text;

namespace CrmKit.Import;

/// <summary>Numbers in the stated culture: digits and at most one decimal separator, with a minus before them or nothing. Thread-safe.</summary>
internal sealed class AmountText(CultureInfo culture)
{
    private const int MaxFastLength = 16;

    private readonly NumberFormatInfo _numbers = culture.NumberFormat;
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(culture.NumberFormat.NumberDecimalSeparator);

    /// <summary>What an amount must look like, in words that continue "expected".</summary>
    public string Expected =>
        $"an amount such as 1234{_numbers.NumberDecimalSeparator}50: at most 28 digits and 1,000,000,000,000,000 in all, \"{_numbers.NumberDecimalSeparator}\" before the decimals, no thousands separator, no currency sign";

    /// <summary>What is expected where a negative amount stands that nothing marks as a return.</summary>
    public static string ExpectedNotNegative => "an amount of zero or more; a negative amount is a return, and the map says which rows are returns (return-prefix= or return=)";

    /// <summary>What is expected where a number is negative in another form.</summary>
    public static string ExpectedMinus => "a minus before a negative number, as in -12; a negative amount is a return, and the map says which rows are returns (return-prefix= or return=)";

    /// <summary>Reads a number without a thousands separator; a minus may stand before it.</summary>
    public bool TryParse(ReadOnlySpan<byte> utf8, out decimal amount)
    {
        var isNegative = utf8.Length > 0 && utf8[0] == (byte)'-';
        var digits = isNegative ? utf8[1..] : utf8;
        if (!TryParseFast(digits, out amount)
            && !(decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, _numbers, out amount) && amount.Scale == Decimals(digits) && amount <= Purchase.MaxAmount))
        {
            return false;
        }

        // A minus before zero says nothing.
        amount = isNegative && amount != 0 ? -amount : amount;
        return true;
    }

    /// <summary>Reads a literal: digits, and a dot before the decimals; <c>false</c> where a digit would be lost.</summary>
    public static bool TryParseExact(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && number.Scale == (text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? text.Length - at - 1 : 0);

    /// <summary>Whether the text would be a number, were it not negative.</summary>
    public bool IsNegative(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingSign | NumberStyles.AllowParentheses, _numbers, out var value)
        && value < 0;

    // Nearly every amount of a file is short; the framework's parser costs more than the rest of the row's fields.
    private bool TryParseFast(ReadOnlySpan<byte> utf8, out decimal amount)
    {
        amount = 0;
        if (_separator.Length != 1 || utf8.Length is 0 or > MaxFastLength)
        {
            return false;
        }

        long value = 0;
        var decimals = -1;
        foreach (var b in utf8)
        {
            var digit = b - '0';
            if ((uint)digit <= 9)
            {
                value = (value * 10) + digit;
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (b == _separator[0] && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return false;
            }
        }

        if (decimals >= 0 && utf8.Length == 1)
        {
            return false;
        }

        amount = new decimal((int)value, (int)(value >> 32), 0, isNegative: false, (byte)Math.Max(decimals, 0));
        return decimals > 0 || value <= (long)Purchase.MaxAmount;
    }

    // More digits than a decimal holds would be rounded away unseen, which shows in its scale.
    private int Decimals(ReadOnlySpan<byte> utf8) => utf8.IndexOf(_separator) is >= 0 and var at ? utf8.Length - at - _separator.Length : 0;
}
