using System.Text;

namespace CrmKit.Import;

/// <summary>How a vendor writes amounts of money. Thread-safe.</summary>
/// <param name="DecimalSeparator">What stands before the decimals.</param>
/// <param name="GroupSeparator">What stands between groups of three digits; <c>null</c> for nothing.</param>
/// <param name="Signs">Signs that may stand before or after an amount, with the currencies that they are signs of.</param>
internal sealed record ProfileAmounts(char DecimalSeparator, char? GroupSeparator, ImmutableDictionary<string, ImmutableArray<string>> Signs)
{
    private static readonly AmountText Plain = new(CultureInfo.InvariantCulture);

    /// <summary>What is expected, in words that continue "expected".</summary>
    public string Expected =>
        $"an amount of zero or more such as 1{GroupSeparator}234{DecimalSeparator}50, without or with the sign of the stated currency";

    public static ProfileAmounts From(ProfileNode node)
    {
        var signs = node.Child("signs")?.AllTexts() ?? [];
        var amounts = new ProfileAmounts(
            node.Character("decimal") ?? '.',
            node.Character("group"),
            signs.ToImmutableDictionary(pair => pair.Name, pair => pair.Texts, StringComparer.Ordinal));
        node.Close();
        return amounts.DecimalSeparator == amounts.GroupSeparator ? throw node.Fault("\"decimal\" and \"group\" must differ") : amounts;
    }

    public bool TryRead(string text, Currency currency, out decimal amount)
    {
        amount = 0;
        var number = WithoutSign(text.Trim(), currency.Code);
        return WithoutGroups(number) is { } plain && Plain.TryParse(Encoding.UTF8.GetBytes(plain), out amount);
    }

    /// <summary>Without the sign of the stated currency; the sign of another one stays, so that the amount is refused.</summary>
    private string WithoutSign(string text, string code)
    {
        foreach (var (sign, currencies) in Signs)
        {
            if (!currencies.Contains(code, StringComparer.Ordinal))
            {
                continue;
            }

            if (text.StartsWith(sign, StringComparison.Ordinal))
            {
                return text[sign.Length..].TrimStart();
            }

            if (text.EndsWith(sign, StringComparison.Ordinal))
            {
                return text[..^sign.Length].TrimEnd();
            }
        }

        return text;
    }

    /// <summary>The number with a point before its decimals and nothing else; <c>null</c> where groups are not of three digits.</summary>
    private string? WithoutGroups(string number)
    {
        var at = number.IndexOf(DecimalSeparator, StringComparison.Ordinal);
        var (whole, decimals) = at < 0 ? (number, null) : (number[..at], number[(at + 1)..]);
        if (decimals is not null && (decimals.Length == 0 || !decimals.All(char.IsAsciiDigit)))
        {
            return null;
        }

        var groups = GroupSeparator is { } separator ? whole.Split(separator) : [whole];
        var isGrouped = groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3));
        var digits = string.Concat(groups);
        return isGrouped && digits.Length > 0 && digits.All(char.IsAsciiDigit) ? (decimals is null ? digits : $"{digits}.{decimals}") : null;
    }
}
