namespace CrmKit.Import;

// Where the columns of a file of summaries stand; -1 for one that is not read.
internal sealed class SummaryLayout
{
    private static readonly RowColumn Absent = new(-1, string.Empty);

    public SummaryLayout(CsvHeader header, SummaryCsvOptions options)
    {
        X = new RowColumn(header.Required(options.PurchasesColumn, Stated(nameof(options.PurchasesColumn))), options.PurchasesColumn);
        Recency = Find(header, options, SummaryParts.Recency, options.RecencyColumn, nameof(options.RecencyColumn));
        Age = Find(header, options, SummaryParts.Age, options.AgeColumn, nameof(options.AgeColumn));

        // A file of times may count something else under n.
        Opportunities = Age.Index >= 0 && !options.Required.HasFlag(SummaryParts.Opportunities)
            ? Absent
            : Find(header, options, SummaryParts.Opportunities, options.OpportunitiesColumn, nameof(options.OpportunitiesColumn));

        MeanSpend = Find(header, options, SummaryParts.MeanSpend, options.MeanSpendColumn, nameof(options.MeanSpendColumn));
        LogGaps = Find(header, options, SummaryParts.LogGaps, options.LogGapsColumn, nameof(options.LogGapsColumn));
        Customers = options.CustomersColumn is { } customers
            ? new RowColumn(header.Required(customers, Stated(nameof(options.CustomersColumn))), customers)
            : Absent;
        Id = options.IdColumn is { } id ? header.Required(id, Stated(nameof(options.IdColumn))) : FirstOther(header, options);
        IdName = Id < 0 ? null : header.Names[Id];
    }

    public int Id { get; }

    public string? IdName { get; }

    public SummaryParts Parts { get; private set; }

    public RowColumn X { get; }

    public RowColumn Recency { get; }

    public RowColumn Age { get; }

    public RowColumn Opportunities { get; }

    public RowColumn MeanSpend { get; }

    public RowColumn LogGaps { get; }

    public RowColumn Customers { get; }

    // What any model reads is hardly anybody's name; but what this one does not read may be, where there is nothing else.
    private int FirstOther(CsvHeader header, SummaryCsvOptions options)
    {
        int[] read = [X.Index, Recency.Index, Age.Index, Opportunities.Index, MeanSpend.Index, LogGaps.Index, Customers.Index];
        string[] inputs =
        [
            options.PurchasesColumn, options.RecencyColumn, options.AgeColumn, options.OpportunitiesColumn, options.MeanSpendColumn, options.LogGapsColumn,
        ];
        var others = Enumerable.Range(0, header.Count).Except(read).ToList();
        var strange = others.FindIndex(i => !inputs.Contains(header.Names[i], StringComparer.Ordinal));
        return others.Count == 0 ? -1 : others[Math.Max(0, strange)];
    }

    private RowColumn Find(CsvHeader header, SummaryCsvOptions options, SummaryParts part, string name, string option)
    {
        var stated = Stated(option);
        var index = options.Required.HasFlag(part) ? header.Required(name, stated)
            : options.Optional.HasFlag(part) ? header.Optional(null, name, stated)
            : -1;
        Parts |= index >= 0 ? part : SummaryParts.None;
        return new RowColumn(index, name);
    }

    private static string Stated(string option) => $"{nameof(SummaryCsvOptions)}.{option}";
}
