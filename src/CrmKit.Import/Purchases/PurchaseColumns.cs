namespace CrmKit.Import;

/// <summary>Where the columns of a map stand in one file.</summary>
internal sealed class PurchaseColumns
{
    public PurchaseColumns(CsvHeader header, PurchaseMap map, PurchaseCsvOptions options)
    {
        var isSimple = options.Map is null;
        Customer = header.Required(map.CustomerColumn, isSimple ? Option(nameof(options.CustomerColumn)) : Item("customer"));
        Date = header.Required(map.DateColumn, isSimple ? Option(nameof(options.DateColumn)) : Item("date"));
        Operands = [.. map.Amount.Columns.Select(column => header.Required(column, isSimple ? Option(nameof(options.AmountColumn)) : Item("amount")))];
        KeyName = map.KeyColumn ?? "key";
        Key = isSimple ? header.Optional(map.KeyColumn, "key", Option(nameof(options.KeyColumn))) : Optional(header, map.KeyColumn, "key");

        // A file that states its currency is heeded, asked for or not: read as another one, its amounts would be wrong.
        CurrencyName = map.CurrencyColumn ?? "currency";
        Currency = isSimple ? header.Optional(name: null, CurrencyName, Item("currency")) : Optional(header, map.CurrencyColumn, "currency");
        Flag = Optional(header, map.ReturnFlag?.Column, "return");
        Purchase = Optional(header, map.PurchaseColumn, "purchase");
        Items = map.ItemsColumn is { } items ? header.Required(items, isSimple ? Option(nameof(options.ItemsColumn)) : Item("items")) : -1;
    }

    public int Customer { get; }

    public int Date { get; }

    /// <summary>One column per column of the amount's expression.</summary>
    public ImmutableArray<int> Operands { get; }

    /// <summary>-1 where rows have no key of their own.</summary>
    public int Key { get; }

    /// <summary>What faults call the key's column.</summary>
    public string KeyName { get; }

    public int Currency { get; }

    /// <summary>What faults call the currency's column.</summary>
    public string CurrencyName { get; }

    public int Flag { get; }

    public int Purchase { get; }

    /// <summary>-1 where the file does not tell what was bought.</summary>
    public int Items { get; }

    private static int Optional(CsvHeader header, string? name, string item) => name is null ? -1 : header.Required(name, Item(item));

    private static string Option(string name) => $"{nameof(PurchaseCsvOptions)}.{name}";

    private static string Item(string name) => $"the map's item {name}=";
}
