namespace CrmKit.Import;

/// <summary>Why customers are to be spared: <c>care_bereavement</c> holds <c>yes</c>, or the last day, included; <c>care_bereavement_2</c> a second flag. Not thread-safe.</summary>
internal sealed class CareColumns
{
    private readonly CsvRecords _records;
    private readonly DateText _dates;
    private readonly ImmutableArray<(int Index, string Name, CareKind Kind)> _columns;

    public CareColumns(CsvRecords records, CustomerCsvOptions options, DateText dates)
    {
        _records = records;
        _dates = dates;
        _columns = [.. PrefixedColumns.Find(records.Header, options.CarePrefix).Select(column => (column.Index, column.Name, Kind(records.Header, column.Name, column.Tail)))];
    }

    /// <summary>The columns that the file has.</summary>
    public IEnumerable<int> Used => _columns.Select(column => column.Index);

    /// <summary>The flags of the current record, by kind and end.</summary>
    public ImmutableArray<CareFlag> Read()
    {
        var flags = new List<CareFlag>();
        foreach (var (index, name, kind) in _columns)
        {
            if (PrefixedColumns.Field(_records, index) is { } text)
            {
                flags.Add(Flag(kind, text) ?? throw _records.Fault(name, $"yes, or its last day: {_dates.Expected}, or nothing"));
            }
        }

        return InOrder(flags);
    }

    /// <summary>Whether the current record says, or may say, that the person is to be spared.</summary>
    public bool MayStop() => _columns.Any(column => PrefixedColumns.Field(_records, column.Index) is not null);

    /// <summary>The flags that can be read of the current record, which is bad.</summary>
    public ImmutableArray<CareFlag> Readable() => InOrder(_columns
        .Select(column => PrefixedColumns.Field(_records, column.Index) is { } text ? Flag(column.Kind, text) : null)
        .OfType<CareFlag>());

    /// <summary>Whether the current record, which is bad, asks to spare the person, or may, in a column that cannot be read.</summary>
    public bool LosesFlags() => _columns.Any(column => !_records.IsLegible(column.Index) || (PrefixedColumns.Field(_records, column.Index) is { } text && Flag(column.Kind, text) is null));

    private static ImmutableArray<CareFlag> InOrder(IEnumerable<CareFlag> flags) => [.. flags.Distinct().OrderBy(flag => flag.Kind).ThenBy(flag => flag.Until)];

    private CareFlag? Flag(CareKind kind, string text) =>
        text == "yes" ? new CareFlag(kind)
        : _dates.TryParse(text, out var until) ? new CareFlag(kind, until)
        : null;

    private static CareKind Kind(CsvHeader header, string name, string rest)
    {
        var number = rest.LastIndexOf('_');
        var word = number > 0 && rest.AsSpan(number + 1) is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9') ? rest[..number] : rest;
        return FileCodes.Cares.TryRead(word.ToLowerInvariant(), out var kind) ? kind : throw PrefixedColumns.Fault(header, name, FileCodes.Cares.Expected, nameof(CustomerCsvOptions.CarePrefix));
    }
}
