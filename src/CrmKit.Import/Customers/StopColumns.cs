namespace CrmKit.Import;

/// <summary>Prefixed columns that keep people from being contacted: each holds one statement of a kind that its name tells, and a second one of the kind stands in <c>…_2</c>. Not thread-safe.</summary>
internal abstract class StopColumns<TKind, TStop>(CsvRecords records, string? prefix)
    where TStop : class
{
    private ImmutableArray<(int Index, string Name, TKind Kind)> _columns;

    /// <summary>The columns that the file has.</summary>
    public IEnumerable<int> Used => Columns.Select(column => column.Index);

    /// <summary>What a field should be.</summary>
    protected abstract string Expected { get; }

    private ImmutableArray<(int Index, string Name, TKind Kind)> Columns => _columns.IsDefault
        ? _columns = [.. PrefixedColumns.Find(records.Header, prefix).Select(column => (column.Index, column.Name, Kind(records.Header, column.Name, Word(column.Tail))))]
        : _columns;

    /// <summary>The statements of the current record, in their order.</summary>
    public ImmutableArray<TStop> Read()
    {
        var stops = new List<TStop>();
        foreach (var (index, name, kind) in Columns)
        {
            if (PrefixedColumns.Field(records, index) is { } text)
            {
                stops.Add(Stop(kind, text) ?? throw records.Fault(name, Expected));
            }
        }

        return InOrder(stops.Distinct());
    }

    /// <summary>Whether the current record states something, or may.</summary>
    public bool MayStop() => Columns.Any(column => PrefixedColumns.Field(records, column.Index) is not null);

    /// <summary>The statements that can be read of the current record, which is bad.</summary>
    public ImmutableArray<TStop> Readable() => InOrder(Columns
        .Select(column => PrefixedColumns.Field(records, column.Index) is { } text ? Stop(column.Kind, text) : null)
        .OfType<TStop>().Distinct());

    /// <summary>Whether the current record, which is bad, states something, or may, in a column that cannot be read.</summary>
    public bool LosesStops() => Columns.Any(column => !records.IsLegible(column.Index) || (PrefixedColumns.Field(records, column.Index) is { } text && Stop(column.Kind, text) is null));

    /// <summary>The kind that a word names.</summary>
    /// <exception cref="ImportFaultException">It names none.</exception>
    protected abstract TKind Kind(CsvHeader header, string name, string word);

    /// <summary>What a field states; <c>null</c> where it cannot be read.</summary>
    protected abstract TStop? Stop(TKind kind, string text);

    protected abstract ImmutableArray<TStop> InOrder(IEnumerable<TStop> stops);

    private static string Word(string tail)
    {
        var number = tail.LastIndexOf('_');
        var word = number > 0 && tail.AsSpan(number + 1) is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9') ? tail[..number] : tail;
        return word.ToLowerInvariant();
    }
}
