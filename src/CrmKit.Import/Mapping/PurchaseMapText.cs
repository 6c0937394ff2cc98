using System.Buffers;
using System.Text;

namespace CrmKit.Import;

/// <summary>Writes maps: as text that reads back, and as English.</summary>
internal static class PurchaseMapText
{
    /// <summary>What ends a pattern without quotes.</summary>
    public static SearchValues<char> PatternEnds { get; } = SearchValues.Create(",\"");

    /// <summary>What ends a value without quotes.</summary>
    public static SearchValues<char> ValueEnds { get; } = SearchValues.Create(",|\"");

    public static string Write(PurchaseMap map)
    {
        var text = new StringBuilder();
        text.Append("customer=").Append(MapScanner.Quoted(map.CustomerColumn)).Append(",date=").Append(MapScanner.Quoted(map.DateColumn));
        if (map.DatePattern is { } pattern)
        {
            text.Append(':').Append(MapScanner.Quoted(pattern, PatternEnds));
        }

        text.Append(",amount=").Append(map.Amount);
        Item(text, "key", map.KeyColumn);
        Item(text, "currency", map.CurrencyColumn);
        if (map.Currency is { } currency)
        {
            text.Append(",currency:").Append(currency.Code);
        }

        if (!map.ReturnPrefixes.IsDefaultOrEmpty)
        {
            text.Append(",return-prefix=").Append(Values(map.ReturnPrefixes));
        }

        if (map.ReturnFlag is { } flag)
        {
            text.Append(",return=").Append(MapScanner.Quoted(flag.Column)).Append(':').Append(Values(flag.Values));
        }

        if (map.KnowsReturns)
        {
            text.Append(",return-sign=").Append(Word(map.ReturnSign));
        }

        Item(text, "purchase", map.PurchaseColumn);
        Item(text, "items", map.ItemsColumn);
        if (map.KeyColumn is not null)
        {
            text.Append(",lines=").Append(Word(map.Lines));
        }

        return text.Append(",spaces=").Append(Word(map.Spaces)).ToString();
    }

    public static string Explain(PurchaseMap map)
    {
        var lines = new List<string>
        {
            $"The customer's id is column {map.CustomerColumn}.",
            map.DatePattern is null ? $"The day is column {map.DateColumn}." : $"The day is column {map.DateColumn}, written {map.DatePattern}.",
            $"The amount of a row is {map.Amount}.",
            map.CurrencyColumn is { } column ? $"Column {column} must name the business's currency in every row." : map.Currency is { } currency ? $"All amounts are in {currency}." : "All amounts are in the business's currency.",
            map.KeyColumn is null
                ? "A row has no key of its own: equal rows all count, and the same file a second time changes nothing."
                : map.Lines == InvoiceLines.Sum
                    ? $"The rows with one {map.KeyColumn} are the lines of one invoice: of one customer and one day, added up, at the time of the first; a bad line sets the whole invoice aside."
                    : $"The key is column {map.KeyColumn}: a second row with a known key repeats the first, or is a fault.",
            Returns(map),
        };
        if (map.PurchaseColumn is { } purchase)
        {
            lines.Add($"Column {purchase} of a return is the key of its purchase.");
        }

        if (map.ItemsColumn is { } items)
        {
            lines.Add($"Column {items} of a purchase tells what was bought, as codes.");
        }

        lines.Add(map.Spaces switch
        {
            OuterSpaces.Keep => "White space around ids and keys belongs to them.",
            OuterSpaces.Trim => "White space around values is taken away.",
            _ => "White space around ids and keys is a fault.",
        });
        return string.Join('\n', lines);
    }

    private static string Returns(PurchaseMap map)
    {
        if (!map.KnowsReturns)
        {
            return "No row is marked as a return: a negative amount is a fault.";
        }

        var marks = new List<string>();
        if (!map.ReturnPrefixes.IsDefaultOrEmpty)
        {
            marks.Add($"its key begins with {string.Join(" or ", map.ReturnPrefixes)}");
        }

        if (map.ReturnFlag is { } flag)
        {
            marks.Add($"column {flag.Column} is {string.Join(" or ", flag.Values)}");
        }

        return $"A row is a return where {string.Join(", or ", marks)}; " + map.ReturnSign switch
        {
            ReturnSign.Positive => "its amounts, zero or more, are money given back.",
            ReturnSign.Either => "money given back is the sum without its sign, and a return with a negative line must add up to less than zero.",
            _ => "it must add up to less than zero.",
        };
    }

    private static void Item(StringBuilder text, string name, string? column)
    {
        if (column is not null)
        {
            text.Append(',').Append(name).Append('=').Append(MapScanner.Quoted(column));
        }
    }

    private static string Values(ImmutableArray<string> values) => string.Join('|', values.Select(value => MapScanner.Quoted(value, ValueEnds)));

    private static string Word(ReturnSign sign) => sign switch { ReturnSign.Positive => "positive", ReturnSign.Either => "either", _ => "negative" };

    private static string Word(InvoiceLines lines) => lines == InvoiceLines.Sum ? "sum" : "one";

    private static string Word(OuterSpaces spaces) => spaces switch { OuterSpaces.Keep => "keep", OuterSpaces.Trim => "trim", _ => "refuse" };
}
