namespace CrmKit.Import;

/// <summary>Where the columns of a file of consents stand.</summary>
internal sealed class ConsentFileColumns
{
    public ConsentFileColumns(CsvHeader header, ConsentCsvOptions options)
    {
        Customer = Required(options.CustomerColumn, nameof(options.CustomerColumn));
        Channel = Required(options.ChannelColumn, nameof(options.ChannelColumn));
        Address = Required(options.AddressColumn, nameof(options.AddressColumn));
        Purpose = Required(options.PurposeColumn, nameof(options.PurposeColumn));
        State = Required(options.StateColumn, nameof(options.StateColumn));
        Date = Required(options.DateColumn, nameof(options.DateColumn));
        Topic = Find(options.TopicColumn, "topic", nameof(options.TopicColumn));
        Source = Find(options.SourceColumn, "source", nameof(options.SourceColumn));
        Basis = Find(options.BasisColumn, "basis", nameof(options.BasisColumn));
        Wording = Find(options.WordingColumn, "wording", nameof(options.WordingColumn));
        Evidence = Find(options.EvidenceColumn, "evidence", nameof(options.EvidenceColumn));
        EvidenceReference = Find(options.EvidenceReferenceColumn, "evidence_reference", nameof(options.EvidenceReferenceColumn));

        RowColumn Required(string name, string option) => new(header.Required(name, Option(option)), name);

        RowColumn Find(string? name, string usual, string option) => new(header.Optional(name, usual, Option(option)), name ?? usual);
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

    private static string Option(string name) => $"{nameof(ConsentCsvOptions)}.{name}";
}
