namespace CrmKit.Import;

/// <summary>Where the columns of a file of consents stand.</summary>
internal sealed class ConsentFileColumns
{
    public ConsentFileColumns(CsvHeader header, ConsentCsvOptions options)
    {
        var columns = new ColumnFinder(header, nameof(ConsentCsvOptions));
        Customer = columns.Required(options.CustomerColumn);
        Channel = columns.Required(options.ChannelColumn);
        Address = columns.Required(options.AddressColumn);
        Purpose = columns.Required(options.PurposeColumn);
        State = columns.Required(options.StateColumn);
        Date = columns.Required(options.DateColumn);
        Topic = columns.Optional(options.TopicColumn, "topic");
        Source = columns.Optional(options.SourceColumn, "source");
        Basis = columns.Optional(options.BasisColumn, "basis");
        Wording = columns.Optional(options.WordingColumn, "wording");
        Evidence = columns.Optional(options.EvidenceColumn, "evidence");
        EvidenceReference = columns.Optional(options.EvidenceReferenceColumn, "evidence_reference");
    }

    public RowColumn Customer { get; }

    public RowColumn Channel { get; }

    public RowColumn Address { get; }

    public RowColumn Purpose { get; }

    public RowColumn State { get; }

    public RowColumn Date { get; }

    public RowColumn Topic { get; }

    public RowColumn Source { get; }

    public RowColumn Basis { get; }

    public RowColumn Wording { get; }

    public RowColumn Evidence { get; }

    public RowColumn EvidenceReference { get; }
}
