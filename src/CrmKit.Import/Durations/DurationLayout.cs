namespace CrmKit.Import;

// Where the columns of a file of durations stand.
internal sealed class DurationLayout
{
    private static readonly RowColumn Absent = new(-1, string.Empty);

    public DurationLayout(CsvHeader header, DurationCsvOptions options)
    {
        Time = Find(header, options.TimeColumn, nameof(options.TimeColumn));
        Event = Find(header, options.EventColumn, nameof(options.EventColumn));
        Entry = options.EntryColumn is { } entry ? Find(header, entry, nameof(options.EntryColumn)) : Absent;
        Weight = options.WeightColumn is { } weight ? Find(header, weight, nameof(options.WeightColumn)) : Absent;
        Groups = [.. options.GroupColumns.Select(name => Find(header, name, nameof(options.GroupColumns)))];
        Covariates = [.. options.CovariateColumns.Select(name => Find(header, name, nameof(options.CovariateColumns)))];
    }

    public RowColumn Time { get; }

    public RowColumn Event { get; }

    public RowColumn Entry { get; }

    public RowColumn Weight { get; }

    public ImmutableArray<RowColumn> Groups { get; }

    public ImmutableArray<RowColumn> Covariates { get; }

    private static RowColumn Find(CsvHeader header, string name, string option) => new(header.Required(name, $"{nameof(DurationCsvOptions)}.{option}"), name);
}
