namespace CrmKit.Import;

/// <summary>How a file of consents is read: its format, its columns, and what the file itself does not say.</summary>
/// <remarks>
/// One statement of one person about one contact point a row. Columns are matched without regard to case and to spaces around their names; columns beside the
/// ones named here are ignored. A column that is <c>null</c> here is looked for under its usual name and may be missing.
/// </remarks>
public sealed record ConsentCsvOptions
{
    /// <summary>How dates and fields are written. Default: comma, ISO dates.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The zone of the business, in which the dates are days and the times wall times.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>
    /// The form of the date column as a NodaTime pattern, with a time (<c>yyyy-MM-dd HH:mm:ss</c>) or without; default <c>null</c>, which takes
    /// <see cref="CsvFormat.DatePattern"/>.
    /// </summary>
    /// <remarks>
    /// What remains open, a refusal wins: of a day without a time, an agreement counts from its start and a refusal from its end; of a wall time that the clocks
    /// show twice, an agreement counts from the first and a refusal from the second. A wall time that the clocks skip is moved on by the length of the gap.
    /// </remarks>
    public string? DatePattern { get; init; }

    /// <summary>
    /// Whether a proof that the file claims (<c>confirmed</c>, <c>document</c>, <c>recording</c>) is one. Default <c>false</c>: it is taken as reported, with its
    /// reference kept, and counted in <see cref="ConsentImportSummary.ProofsTakenAsReported"/>.
    /// </summary>
    /// <remarks>
    /// A proven agreement counts after an earlier objection or suppression of its person's address: trust only a file that you know to hold what it claims, such as your own export.
    /// </remarks>
    public bool TrustsEvidence { get; init; }

    /// <summary>The column of the customer's id. Default: <c>customer_id</c>.</summary>
    public string CustomerColumn { get; init; } = "customer_id";

    /// <summary>The column of the channel (<c>email</c>, <c>sms</c>, <c>phone</c>, <c>post</c>, <c>messenger</c>). Default: <c>channel</c>.</summary>
    public string ChannelColumn { get; init; } = "channel";

    /// <summary>The column of the address at that channel. Default: <c>address</c>.</summary>
    public string AddressColumn { get; init; } = "address";

    /// <summary>The column of the purpose, for example <c>marketing</c>: 1 to 50 lower-case letters, digits and hyphens. Default: <c>purpose</c>.</summary>
    /// <remarks>An objection holds for every purpose: its row may leave the column empty, and is then noted under <see cref="Purpose.Marketing"/>.</remarks>
    public string PurposeColumn { get; init; } = "purpose";

    /// <summary>The column of what was said: <c>opt-in</c>, <c>opt-out</c> or <c>objection</c>. Default: <c>state</c>.</summary>
    public string StateColumn { get; init; } = "state";

    /// <summary>The column of the day, or of day and time, on which it was said. Default: <c>date</c>.</summary>
    public string DateColumn { get; init; } = "date";

    /// <summary>The column of the topic, a code like the purpose's; usually <c>topic</c>. Where it is empty, the statement is about all topics.</summary>
    public string? TopicColumn { get; init; }

    /// <summary>The column of where it was said, at most 200 characters; usually <c>source</c>. Where it is empty, the file's name without its folder.</summary>
    public string? SourceColumn { get; init; }

    /// <summary>
    /// The column of what the permission rests on (<c>consent</c>, <c>contract</c>, <c>legal-obligation</c>, <c>legitimate-interest</c>); usually <c>basis</c>.
    /// Where it is empty, consent.
    /// </summary>
    public string? BasisColumn { get; init; }

    /// <summary>The column of the version of the words that the person saw, at most 200 characters; usually <c>wording</c>.</summary>
    public string? WordingColumn { get; init; }

    /// <summary>The column of the kind of evidence (<c>reported</c>, <c>confirmed</c>, <c>document</c>, <c>recording</c>); usually <c>evidence</c>. Where it is empty, reported.</summary>
    public string? EvidenceColumn { get; init; }

    /// <summary>The column of where the evidence is kept, at most 200 characters; usually <c>evidence_reference</c>.</summary>
    public string? EvidenceReferenceColumn { get; init; }
}
