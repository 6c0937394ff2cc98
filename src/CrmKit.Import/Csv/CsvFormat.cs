namespace CrmKit.Import;

/// <summary>How the texts of a CSV file are written. Nothing is guessed: a file written otherwise is refused, never reinterpreted.</summary>
/// <remarks>
/// RFC 4180 with any of CR LF, LF and CR as line break; empty lines are passed over; fields are not trimmed. The encoding is UTF-8, with or without a byte
/// order mark, checked strictly. A reader checks the format once, when it is created, and throws <see cref="ArgumentException"/> for an unusable one.
/// </remarks>
public sealed record CsvFormat
{
    /// <summary>The character between fields: a tab or a printable ASCII character other than a letter, a digit and the quote. Default: the comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// The form of dates, as a .NET or NodaTime pattern, for example <c>dd.MM.yyyy</c> or <c>MM/dd/yyyy</c>. Default: <c>yyyy-MM-dd</c> (ISO 8601).
    /// </summary>
    /// <remarks>
    /// A pattern must write every day so that it reads back as the same day: a year of four digits, the month and the day. One-letter standard patterns are
    /// refused, for they mean another thing in each culture. The slash stands for itself in every culture.
    /// </remarks>
    public string DatePattern { get; init; } = "yyyy-MM-dd";

    /// <summary>Decimal separator of amounts, and month names of dates. Default: the invariant culture.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>
    /// Whether texts that a spreadsheet would take for a formula stand behind an apostrophe, which is then taken off. Default: no, every apostrophe is part of its text.
    /// </summary>
    /// <remarks>
    /// One apostrophe is taken off a field of one or more of them before <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a carriage return; every other field is as it stands.
    /// Files that this library writes are guarded.
    /// </remarks>
    public bool IsGuarded { get; init; }
}
