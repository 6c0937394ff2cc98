using NodaTime.TimeZones;

namespace CrmKit.Import;

/// <summary>How a file of interactions is read: its format, its columns, and what the file itself does not say.</summary>
/// <remarks>
/// <para>
/// One event a row. Columns are matched without regard to case and to spaces around their names; columns beside the ones named here are ignored. A column that
/// is <c>null</c> here is looked for under its usual name and may be missing.
/// </para>
/// <para>
/// The type of a row says which columns it needs (!) and which it may fill besides: <c>reply</c> channel!, refers_to, note; <c>complaint</c> refers_to, note;
/// <c>complaint-resolved</c> refers_to!, note; <c>promise</c> due!, note; <c>promise-kept</c> refers_to!; <c>payment-failed</c> refers_to, note; <c>nps</c>, <c>csat</c> and <c>ces</c> score!,
/// refers_to, note; <c>touch</c> channel!, class!, reason!, occurrence!, kind. A needed one that is empty is a fault, and so is any other one that is filled:
/// what stands in it would be lost.
/// </para>
/// </remarks>
public sealed record InteractionCsvOptions
{
    /// <summary>How dates and fields are written. Default: comma, ISO dates.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The zone of the business, in which the dates are days and the times wall times.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>
    /// The form of the date column as a NodaTime pattern, with a time (<c>yyyy-MM-dd HH:mm:ss</c>) or without; default <c>null</c>, which takes
    /// <see cref="CsvFormat.DatePattern"/>. What happened on a day without a time counts from the day's start.
    /// </summary>
    public string? DatePattern { get; init; }

    /// <summary>
    /// What a wall time means that the clocks skip or show twice. Default: <see cref="Resolvers.LenientResolver"/>, which takes the earlier of two, and moves a
    /// skipped one on by the length of the gap. <see cref="Resolvers.StrictResolver"/> makes both a fault.
    /// </summary>
    public ZoneLocalMappingResolver TimeResolver { get; init; } = Resolvers.LenientResolver;

    /// <summary>The column of the customer's id. Default: <c>customer_id</c>.</summary>
    public string CustomerColumn { get; init; } = "customer_id";

    /// <summary>The column of the type. Default: <c>type</c>.</summary>
    public string TypeColumn { get; init; } = "type";

    /// <summary>The column of the day, or of day and time. Default: <c>date</c>.</summary>
    public string DateColumn { get; init; } = "date";

    /// <summary>The column of the source's own key; usually <c>key</c>.</summary>
    /// <remarks>A row without a key gets one from its content and its ordinal among equal rows, so that equal rows both count and a second import changes nothing.</remarks>
    public string? KeyColumn { get; init; }

    /// <summary>The column of the channel (<c>email</c>, <c>sms</c>, <c>phone</c>, <c>post</c>, <c>messenger</c>); usually <c>channel</c>.</summary>
    public string? ChannelColumn { get; init; }

    /// <summary>The column of the answer, a whole number: 0 to 10 for nps, 1 to 5 for csat, 1 to 7 for ces; usually <c>score</c>.</summary>
    public string? ScoreColumn { get; init; }

    /// <summary>The column of the day by whose end a promise is to be kept, as <see cref="CsvFormat.DatePattern"/>; usually <c>due</c>.</summary>
    public string? DueColumn { get; init; }

    /// <summary>The column of the key of another event, the one that the row is about; usually <c>refers_to</c>.</summary>
    public string? RefersToColumn { get; init; }

    /// <summary>The column of a touch's class (<c>promotional</c>, <c>relationship</c>, <c>transactional</c>, <c>legal</c>); usually <c>class</c>.</summary>
    public string? ClassColumn { get; init; }

    /// <summary>The column of what a touch gave (<c>value</c>, <c>care</c>, <c>pitch</c>); usually <c>kind</c>. Where it is empty, what the class usually gives.</summary>
    public string? KindColumn { get; init; }

    /// <summary>The column of a touch's reason, a stable code of at most 100 characters; usually <c>reason</c>.</summary>
    public string? ReasonColumn { get; init; }

    /// <summary>The column of which occurrence of its reason a touch was, at most 100 characters; usually <c>occurrence</c>.</summary>
    public string? OccurrenceColumn { get; init; }

    /// <summary>The column of what staff noted, at most 10,000 characters, line breaks included; usually <c>note</c>.</summary>
    public string? NoteColumn { get; init; }

    /// <summary>
    /// Put before every key, and before the keys that <c>complaint-resolved</c> and <c>promise-kept</c> refer to, for these stand in files of this kind; to tell
    /// this source from others, for example <c>desk:</c>. At most 100 characters; default: empty.
    /// </summary>
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>Keys, prefix included, under which something else is recorded where the events go; their rows are set aside (<see cref="RejectReason.KnownKey"/>). Default: none.</summary>
    /// <remarks>They need somebody who takes rows that are set aside.</remarks>
    public IReadOnlySet<EventKey> KeysInConflict { get; init; } = KeyConflicts.None;

    /// <summary>
    /// Put before the keys that <c>reply</c>, <c>complaint</c> and the answers refer to: a purchase or a touch, which may be another source's, for example
    /// <c>shop:</c>. At most 100 characters; default: empty, the keys as the store has them.
    /// </summary>
    public string ReferencePrefix { get; init; } = string.Empty;
}
