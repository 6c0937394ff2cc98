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

    /// <summary>The column of the e-mail address; usually <c>email</c>.</summary>
    public string? EmailColumn { get; init; }

    /// <summary>The column of the telephone number, with country code; usually <c>phone</c>. It is a number to call: texting is another channel.</summary>
    public string? PhoneColumn { get; init; }

    /// <summary>The column of the person's IANA time zone, for example <c>Europe/Berlin</c>; usually <c>zone</c>.</summary>
    public string? ZoneColumn { get; init; }

    /// <summary>The column of the BCP 47 language tag, for example <c>de</c> or <c>pt-BR</c>; usually <c>language</c>.</summary>
    public string? LanguageColumn { get; init; }

    /// <summary>The column of the birthday; usually <c>birthday</c>.</summary>
    /// <remarks>
    /// <c>--MM-dd</c>, or a date in the stated form, whose year is kept. <c>MM-dd</c> alone is read only where the stated form has the month before the
    /// day, as ISO dates have: elsewhere it would be a guess.
    /// </remarks>
    public string? BirthdayColumn { get; init; }

    /// <summary>The column of the channel to be tried first, <c>email</c> or <c>phone</c>; usually <c>preferred_channel</c>.</summary>
    public string? PreferredChannelColumn { get; init; }

    /// <summary>What the names of consent columns begin with; the purpose follows, its hyphens written as underscores. Default: <c>consent_</c>.</summary>
    /// <remarks>The values are <c>opt-in</c>, <c>opt-out</c> or nothing. A statement holds for each contact point of its row.</remarks>
    public string ConsentPrefix { get; init; } = "consent_";

    /// <summary>The column of the day on which the statements were made, in the stated form; usually <c>consent_date</c>. A row with a statement must have it.</summary>
    public string? ConsentDateColumn { get; init; }

    /// <summary>The column that says where the statements were made; usually <c>consent_source</c>. Where it is empty, the file's name without its folder.</summary>
    public string? ConsentSourceColumn { get; init; }
}
