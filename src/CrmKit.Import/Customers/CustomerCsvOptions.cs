namespace CrmKit.Import;

/// <summary>How a file of customers is read: its format, its columns, and what the file itself does not say.</summary>
/// <remarks>
/// Columns are matched without regard to case and to spaces around their names; further columns are ignored. Only the id is required. Of every other column,
/// <c>null</c> (the default) uses the usual name where there is such a column; a name that is stated must be there.
/// </remarks>
public sealed record CustomerCsvOptions
{
    /// <summary>How dates and fields are written. Default: comma, ISO dates.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The zone of the business: an agreement counts from the start of its day there, a refusal to its end.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>The column of the customer's id. Default: <c>customer_id</c>.</summary>
    public string CustomerColumn { get; init; } = "customer_id";

    /// <summary>The column of the full name; usually <c>name</c>.</summary>
    public string? NameColumn { get; init; }

    /// <summary>The column of the name to greet by; usually <c>given_name</c>.</summary>
    public string? GivenNameColumn { get; init; }

    /// <summary>The column of the family name; usually <c>family_name</c>.</summary>
    public string? FamilyNameColumn { get; init; }

    /// <summary>The column that says <c>person</c>, <c>household</c> or <c>organisation</c>; usually <c>kind</c>.</summary>
    public string? KindColumn { get; init; }

    /// <summary>The column of the e-mail address; usually <c>email</c>.</summary>
    /// <remarks>
    /// Of every channel there may be further columns, numbered without a gap: <c>email_2</c>, <c>email_3</c>. Beside each there may be one for its status (<c>email_2:status</c>:
    /// active, unverified, bouncing, dead or retired) and one for what the person calls it (<c>email_2:label</c>). A column <c>contact_order</c> lists the names of a row's columns in the person's order of preference.
    /// </remarks>
    public string? EmailColumn { get; init; }

    /// <summary>The column of the telephone number, with country code; usually <c>phone</c>. It is a number to call: texting is another channel.</summary>
    public string? PhoneColumn { get; init; }

    /// <summary>The column of the number that takes text messages; usually <c>sms</c>.</summary>
    public string? SmsColumn { get; init; }

    /// <summary>The column of the postal address; usually <c>post</c>.</summary>
    public string? PostColumn { get; init; }

    /// <summary>The column of the messenger's service and name, such as <c>signal:name.42</c>; usually <c>messenger</c>.</summary>
    public string? MessengerColumn { get; init; }

    /// <summary>Further columns of contact points, each of which must be there. Default: none.</summary>
    public ImmutableArray<PointColumn> FurtherPoints
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The column of the person's IANA time zone, for example <c>Europe/Berlin</c>; usually <c>zone</c>. It is the person's own unless a column <c>zone_source</c> says <c>place</c> or <c>business</c>.</summary>
    public string? ZoneColumn { get; init; }

    /// <summary>The column of the BCP 47 language tag, for example <c>de</c> or <c>pt-BR</c>; usually <c>language</c>.</summary>
    public string? LanguageColumn { get; init; }

    /// <summary>The column of the birthday; usually <c>birthday</c>.</summary>
    /// <remarks>
    /// <c>--MM-dd</c>, or a date in the stated form, whose year is kept. <c>MM-dd</c> alone is read only where the stated form has the month before the
    /// day, as ISO dates have: elsewhere it would be a guess.
    /// </remarks>
    public string? BirthdayColumn { get; init; }

    /// <summary>The column of the hours at which the person likes to be contacted, such as <c>09:00-12:30</c>; usually <c>preferred_hours</c>.</summary>
    public string? PreferredHoursColumn { get; init; }

    /// <summary>The column of the day, in the stated form, or ISO instant of the row's last change; usually <c>updated_at</c>.</summary>
    public string? UpdatedAtColumn { get; init; }

    /// <summary>The column of the channel to be tried first, <c>email</c>, <c>phone</c>, <c>sms</c>, <c>post</c> or <c>messenger</c>; usually <c>preferred_channel</c>.</summary>
    public string? PreferredChannelColumn { get; init; }

    /// <summary>What the names of consent columns begin with; the purpose follows, its hyphens written as underscores. Default: <c>consent_</c>.</summary>
    /// <remarks>
    /// The values are <c>opt-in</c>, <c>opt-out</c> or nothing. A statement holds for each contact point of its row. After a colon may follow the topic that it is about alone: <c>consent_marketing:new_arrivals</c>.
    /// </remarks>
    public string ConsentPrefix { get; init; } = "consent_";

    /// <summary>The column of the day on which the statements were made, in the stated form, or of the ISO instant; usually <c>consent_date</c>. A row with a statement must have it.</summary>
    public string? ConsentDateColumn { get; init; }

    /// <summary>The column that says where the statements were made; usually <c>consent_source</c>. Where it is empty, the file's name without its folder.</summary>
    public string? ConsentSourceColumn { get; init; }

    /// <summary>The column that says <c>yes</c> where all contact is refused; usually <c>objection</c>. It holds for each contact point of its row.</summary>
    public string? ObjectionColumn { get; init; }

    /// <summary>The column of what the statements rest on: <c>consent</c>, <c>contract</c>, <c>legal-obligation</c> or <c>legitimate-interest</c>; usually <c>consent_basis</c>. Where it is empty, consent.</summary>
    public string? ConsentBasisColumn { get; init; }

    /// <summary>The column of the version of the words that the person saw; usually <c>consent_wording</c>.</summary>
    public string? ConsentWordingColumn { get; init; }

    /// <summary>The column of what shows the statements: <c>reported</c>, <c>confirmed</c>, <c>document</c> or <c>recording</c>, and after a colon where it is kept; usually <c>consent_evidence</c>.</summary>
    public string? ConsentEvidenceColumn { get; init; }

    /// <summary>Whether evidence that the file tells of is proof. Default no: it is kept as hearsay, so that no file lifts an objection.</summary>
    /// <remarks>Say yes for what this library exported, or where somebody has seen the proofs.</remarks>
    public bool TrustsEvidence { get; init; }

    /// <summary>Columns that are passed over although their names speak of refusing, such as <c>unsubscribed</c>. Default: none, and such a column that is not read is a fault.</summary>
    public ImmutableArray<string> IgnoredColumns
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What the names of columns of further dates begin with; the date's code follows. Default: <c>date_</c>; <c>null</c> reads none.</summary>
    /// <remarks>The values are written as birthdays are. In codes, underscores stand for hyphens: <c>date_wedding_anniversary</c>.</remarks>
    public string? DatePrefix { get; init; } = "date_";

    /// <summary>What the names of columns of stated interests begin with; the topic follows. Default: <c>interest_</c>; <c>null</c> reads none.</summary>
    /// <remarks>The values are <c>yes</c>, <c>no</c> or nothing. When it was said stands in the same column with <c>:at</c> (an ISO instant), else <c>updated_at</c> counts; one of them must be there.</remarks>
    public string? InterestPrefix { get; init; } = "interest_";

    /// <summary>What the names of columns of interests begin with that somebody concluded. Default: <c>inferred_</c>; <c>null</c> reads none.</summary>
    public string? InferredPrefix { get; init; } = "inferred_";

    /// <summary>What the names of columns of roles begin with; the role's code follows, the value is the other customer's id. Default: <c>role_</c>; <c>null</c> reads none.</summary>
    /// <remarks>First and last day stand in the same column with <c>:from</c> and <c>:until</c>; several roles of one code in <c>role_contact:2</c>, <c>role_contact:2:from</c> and so on.</remarks>
    public string? RolePrefix { get; init; } = "role_";

    /// <summary>What the names of columns of care flags begin with; <c>pace</c>, <c>bereavement</c>, <c>hardship</c> or <c>conflict</c> follows. Default: <c>care_</c>; <c>null</c> reads none.</summary>
    /// <remarks>The value is <c>yes</c>, or the last day, included, in the stated form.</remarks>
    public string? CarePrefix { get; init; } = "care_";

    /// <summary>What the names of columns begin with that say what the person wants to hear nothing over, or when; <c>email</c>, <c>phone</c>, <c>sms</c>, <c>post</c>, <c>messenger</c> or <c>all</c> follows. Default: <c>block_</c>; <c>null</c> reads none.</summary>
    /// <remarks>
    /// The value is <c>yes</c>, or the first and the last day with two points between them, in the stated form, either of which may be left out: <c>2026-07-01..2026-07-14</c>. Several blocks of one kind
    /// stand in <c>block_all</c>, <c>block_all_2</c> and so on. Blocks that are known stay: no file takes one away.
    /// </remarks>
    public string? BlockPrefix { get; init; } = "block_";

    /// <summary>What the names of columns of the business's own fields begin with; the field's name, a colon and its type follow. Default: <c>field_</c>; <c>null</c> reads none.</summary>
    /// <remarks>
    /// The types are text, whole, number, flag (yes or no), date, instant (ISO) and money (<c>12.50 EUR</c>), for example <c>field_shoe size:number</c>. A column without one of them is ignored as any further column is.
    /// </remarks>
    public string? FieldPrefix { get; init; } = "field_";
}
