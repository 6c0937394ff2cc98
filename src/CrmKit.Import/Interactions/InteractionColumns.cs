using Fields = CrmKit.Import.InteractionFields;

namespace CrmKit.Import;

/// <summary>Where the columns of a file of interactions stand.</summary>
internal sealed class InteractionColumns
{
    public InteractionColumns(CsvHeader header, InteractionCsvOptions options)
    {
        var columns = new ColumnFinder(header, nameof(InteractionCsvOptions));
        Customer = columns.Required(options.CustomerColumn);
        Type = columns.Required(options.TypeColumn);
        Date = columns.Required(options.DateColumn);
        Key = columns.Optional(options.KeyColumn, "key");
        Channel = columns.Optional(options.ChannelColumn, "channel");
        Score = columns.Optional(options.ScoreColumn, "score");
        Due = columns.Optional(options.DueColumn, "due");
        RefersTo = columns.Optional(options.RefersToColumn, "refers_to");
        Class = columns.Optional(options.ClassColumn, "class");
        Kind = columns.Optional(options.KindColumn, "kind");
        Reason = columns.Optional(options.ReasonColumn, "reason");
        Occurrence = columns.Optional(options.OccurrenceColumn, "occurrence");
        Note = columns.Optional(options.NoteColumn, "note");
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
}
