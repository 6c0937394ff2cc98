using System.Buffers;

namespace CrmKit.Import;

/// <summary>Reads the text of a map. Not thread-safe, used once.</summary>
internal sealed class PurchaseMapParser(string text)
{
    private const string Known = "customer=, date=, amount=, key=, currency=, return-prefix=, return=, return-sign=, purchase=, items=, lines= or spaces=";
    private const string ExpectedColumn = "the name of a column";

    private static readonly SearchValues<char> ItemEnds = SearchValues.Create("=:,\"");

    private readonly MapScanner _scanner = new(text);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string? _customer;
    private string? _date;
    private string? _pattern;
    private AmountExpression? _amount;
    private string? _key;
    private string? _currencyColumn;
    private Currency? _currency;
    private ImmutableArray<string> _prefixes = [];
    private ReturnFlag? _flag;
    private ReturnSign? _sign;
    private string? _purchase;
    private string? _items;
    private InvoiceLines? _lines;
    private OuterSpaces _spaces = OuterSpaces.Refuse;

    public PurchaseMap Parse()
    {
        do
        {
            ReadItem();
            _scanner.Item = null;
        }
        while (_scanner.TryTake(','));

        if (!_scanner.AtEnd)
        {
            throw _scanner.Fault("a comma and another item, or nothing");
        }

        return Whole();
    }

    private PurchaseMap Whole()
    {
        var missing = _customer is null ? "customer" : _date is null ? "date" : _amount is null ? "amount" : null;
        if (missing is not null)
        {
            throw _scanner.Fault($"an item {missing}=");
        }

        Require(_prefixes.IsEmpty || _key is not null, "return-prefix", "key=Column too: the prefix is that of the key");
        Require(_lines != InvoiceLines.Sum || _key is not null, "lines", "key=Column too: the lines of one key are added up");
        Require(_sign is null || !_prefixes.IsEmpty || _flag is not null, "return-sign", "return-prefix= or return= too: a sign alone marks no return");
        Require(_purchase is null || !_prefixes.IsEmpty || _flag is not null, "purchase", "return-prefix= or return= too: only returns belong to another purchase");
        return new PurchaseMap
        {
            CustomerColumn = _customer!,
            DateColumn = _date!,
            DatePattern = _pattern,
            Amount = _amount!,
            KeyColumn = _key,
            CurrencyColumn = _currencyColumn,
            Currency = _currency,
            ReturnPrefixes = _prefixes,
            ReturnFlag = _flag,
            ReturnSign = _sign ?? (_flag is null ? ReturnSign.Negative : ReturnSign.Either),
            PurchaseColumn = _purchase,
            ItemsColumn = _items,
            Lines = _lines ?? (_key is null ? InvoiceLines.One : InvoiceLines.Sum),
            Spaces = _spaces,
        };
    }

    private void Require(bool holds, string item, string expected)
    {
        if (!holds)
        {
            throw new PurchaseMapException(item, text.Length + 1, expected);
        }
    }

    private void ReadItem()
    {
        var name = _scanner.Text(ItemEnds, $"an item: {Known}");
        var isCurrency = string.Equals(name, "currency", StringComparison.Ordinal) && _scanner.Peek == ':';
        if (!_seen.Add(name))
        {
            throw _scanner.FaultBefore(name.Length, $"each item once, found {name} twice");
        }

        if (!isCurrency && _scanner.Peek != '=')
        {
            throw _scanner.Fault($"= after an item's name, one of {Known}");
        }

        _scanner.Item = name;
        _scanner.Take();
        if (isCurrency)
        {
            _currency = CurrencyCode();
            return;
        }

        ReadValue(name);
    }

    private void ReadValue(string name)
    {
        switch (name)
        {
            case "customer": _customer = _scanner.Name(ExpectedColumn); break;
            case "date": ReadDate(); break;
            case "amount": _amount = new AmountParser(_scanner).Parse(); break;
            case "key": _key = _scanner.Name(ExpectedColumn); break;
            case "currency": _currencyColumn = _scanner.Name($"{ExpectedColumn}; a currency for the whole file is written currency:EUR"); break;
            case "return-prefix": _prefixes = Values("the beginning of a key, several with | between them"); break;
            case "return": ReadFlag(); break;
            case "return-sign": _sign = Choice([("negative", ReturnSign.Negative), ("positive", ReturnSign.Positive), ("either", ReturnSign.Either)]); break;
            case "purchase": _purchase = _scanner.Name(ExpectedColumn); break;
            case "items": _items = _scanner.Name(ExpectedColumn); break;
            case "lines": _lines = Choice([("sum", InvoiceLines.Sum), ("one", InvoiceLines.One)]); break;
            case "spaces": _spaces = Choice([("refuse", OuterSpaces.Refuse), ("keep", OuterSpaces.Keep), ("trim", OuterSpaces.Trim)]); break;
            default:
                _scanner.Item = null;
                throw _scanner.FaultBefore(name.Length + 1, $"one of {Known}");
        }
    }

    private void ReadDate()
    {
        _date = _scanner.Name(ExpectedColumn);
        if (_scanner.TryTake(':'))
        {
            _pattern = _scanner.Text(PurchaseMapText.PatternEnds, "a pattern of dates such as yyyy-MM-dd HH:mm:ss");
        }
    }

    private void ReadFlag()
    {
        var column = _scanner.Name(ExpectedColumn);
        if (!_scanner.TryTake(':'))
        {
            throw _scanner.Fault(": and the values that mark a return");
        }

        _flag = new ReturnFlag(column, Values("a value that marks a return, several with | between them"));
    }

    private ImmutableArray<string> Values(string expected)
    {
        var values = ImmutableArray.CreateBuilder<string>();
        do
        {
            values.Add(_scanner.Text(PurchaseMapText.ValueEnds, expected));
        }
        while (_scanner.TryTake('|'));

        return values.ToImmutable();
    }

    private Currency CurrencyCode()
    {
        var code = _scanner.Name("three capital letters, as in ISO 4217, for example EUR");
        return code.Length == 3 && code.All(char.IsAsciiLetterUpper)
            ? new Currency(code)
            : throw _scanner.FaultBefore(code.Length, "three capital letters, as in ISO 4217, for example EUR");
    }

    private T Choice<T>(ReadOnlySpan<(string Name, T Value)> choices)
    {
        var name = _scanner.Name("a word");
        var known = new List<string>();
        foreach (var choice in choices)
        {
            if (string.Equals(name, choice.Name, StringComparison.Ordinal))
            {
                return choice.Value;
            }

            known.Add(choice.Name);
        }

        throw _scanner.FaultBefore(name.Length, $"one of {string.Join(", ", known)}");
    }
}
