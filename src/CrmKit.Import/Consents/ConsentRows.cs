namespace CrmKit.Import;

/// <summary>Turns the records of one file into statements. Not thread-safe.</summary>
internal sealed class ConsentRows
{
    private const int MaxText = 200;

    private readonly CsvRecords _records;
    private readonly NamedColumns _columns;
    private readonly ConsentText _texts;
    private readonly WhenText _when;
    private readonly bool _trustsEvidence;

    public ConsentRows(CsvRecords records, ConsentCsvOptions options, DateText dates, string fileName)
    {
        _records = records;
        _columns = new NamedColumns(records, Required, Optional, options.ColumnNames);
        _texts = new ConsentText(records, fileName, options.TrustsEvidence);
        _when = new WhenText(dates, options.BusinessZone);
        _trustsEvidence = options.TrustsEvidence;
    }

    public static ReadOnlySpan<string> Required => Columns.AsSpan()[..6];

    public static ReadOnlySpan<string> Optional => Columns.AsSpan()[6..];

    /// <summary>All columns, those that must be there first.</summary>
    public static ImmutableArray<string> Columns { get; } = ["customer_id", "channel", "address", "purpose", "state", "date", "topic", "source", "basis", "wording", "evidence", "evidence_reference"];

    /// <summary>The statement of the current record.</summary>
    public ConsentEntry Parse()
    {
        var customer = FieldChecks.Customer(_records, _columns.Index("customer_id"), _columns.Name("customer_id"));
        var state = _columns.Code("state", FileCodes.ConsentStates) ?? throw _columns.Fault("state", FileCodes.ConsentStates.Expected);
        var spoken = _when.TryRead(_records, _columns.Index("date"), out var read) ? read : throw _columns.Fault("date", _when.Expected);
        return new ConsentEntry(customer, Point(), Purpose(state), state, state == ConsentState.OptIn ? spoken.First : spoken.Last, _texts.Source(_columns.Index("source"), _columns.Name("source")))
        {
            Topic = _columns.Field("topic") is { } topic ? new Topic(Code("topic", topic)) : null,
            Basis = _texts.Basis(_columns.Index("basis"), _columns.Name("basis")),
            Wording = _texts.Wording(_columns.Index("wording"), _columns.Name("wording")),
            Evidence = Evidence(),
        };
    }

    private ContactPoint Point()
    {
        var channel = _columns.Code("channel", FileCodes.Channels) ?? throw _columns.Fault("channel", FileCodes.Channels.Expected);
        var address = _columns.Field("address");
        if (channel is Channel.Phone or Channel.Sms && address?.StartsWith("'+", StringComparison.Ordinal) == true)
        {
            address = address[1..];
        }

        return ContactPoint.TryParse(channel, address, out var point) ? point : throw _columns.Fault("address", ContactPoint.Expected(channel));
    }

    private Purpose Purpose(ConsentState state) => _columns.Field("purpose") switch
    {
        { } purpose => new Purpose(Code("purpose", purpose)),

        // An objection is about everything.
        null when state == ConsentState.Objection => CrmKit.Purpose.Marketing,
        null => throw _columns.Fault("purpose", CodeShape.Expected),
    };

    private string Code(string column, string text) => CodeShape.IsCode(text) ? text : throw _columns.Fault(column, CodeShape.Expected);

    private ConsentEvidence Evidence()
    {
        var kind = _columns.Code("evidence", FileCodes.Evidence) ?? EvidenceKind.Reported;
        var reference = _columns.Field("evidence_reference");
        if (reference is not null && (reference.Length > MaxText || FieldChecks.HasControl(reference)))
        {
            throw _columns.Fault("evidence_reference", $"at most {MaxText} characters without control characters, or nothing");
        }

        if (_trustsEvidence || kind == EvidenceKind.Reported)
        {
            return new ConsentEvidence(kind, reference);
        }

        // A file that says so is no proof: taken for one, it would lift an objection.
        var told = reference is null ? FileCodes.Evidence.Word(kind) : $"{FileCodes.Evidence.Word(kind)}: {reference}";
        return new ConsentEvidence(EvidenceKind.Reported, told.Length <= MaxText ? told : throw _columns.Fault("evidence_reference", "a shorter text"));
    }
}
