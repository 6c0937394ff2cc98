using Fields = CrmKit.Import.InteractionFields;

namespace CrmKit.Import;

/// <summary>Where the columns of a file of interactions stand.</summary>
internal sealed class InteractionColumns
{
    public InteractionColumns(CsvHeader header, InteractionCsvOptions options)
    {
        Customer = Required(options.CustomerColumn, nameof(options.CustomerColumn));
        Type = Required(options.TypeColumn, nameof(options.TypeColumn));
        Date = Required(options.DateColumn, nameof(options.DateColumn));
        Key = Find(options.KeyColumn, "key", nameof(options.KeyColumn));
        Channel = Find(options.ChannelColumn, "channel", nameof(options.ChannelColumn));
        Score = Find(options.ScoreColumn, "score", nameof(options.ScoreColumn));
        Due = Find(options.DueColumn, "due", nameof(options.DueColumn));
        RefersTo = Find(options.RefersToColumn, "refers_to", nameof(options.RefersToColumn));
        Class = Find(options.ClassColumn, "class", nameof(options.ClassColumn));
        Kind = Find(options.KindColumn, "kind", nameof(options.KindColumn));
        Reason = Find(options.ReasonColumn, "reason", nameof(options.ReasonColumn));
        Occurrence = Find(options.OccurrenceColumn, "occurrence", nameof(options.OccurrenceColumn));
        Note = Find(options.NoteColumn, "note", nameof(options.NoteColumn));
        ByType =
        [
            (Fields.Channel, Channel),
            (Fields.Score, Score),
            (Fields.Due, Due),
            (Fields.RefersTo, RefersTo),
            (Fields.Class, Class),
            (Fields.Kind, Kind),
            (Fields.Reason, Reason),
            (Fields.Occurrence, Occurrence),
            (Fields.Note, Note),
        ];

        RowColumn Required(string name, string option) => new(header.Required(name, Option(option)), name);

        RowColumn Find(string? name, string usual, string option) => new(header.Optional(name, usual, Option(option)), name ?? usual);
    }

    public RowColumn Customer { get; }

    public RowColumn Type { get; }

    public RowColumn Date { get; }

    public RowColumn Key { get; }

    public RowColumn Channel { get; }

    public RowColumn Score { get; }

    public RowColumn Due { get; }

    public RowColumn RefersTo { get; }

    public RowColumn Class { get; }

    public RowColumn Kind { get; }

    public RowColumn Reason { get; }

    public RowColumn Occurrence { get; }

    public RowColumn Note { get; }

    /// <summary>The columns whose use depends on the type of the row.</summary>
    public ImmutableArray<(Fields Field, RowColumn Column)> ByType { get; }

    private static string Option(string name) => $"{nameof(InteractionCsvOptions)}.{name}";
}
