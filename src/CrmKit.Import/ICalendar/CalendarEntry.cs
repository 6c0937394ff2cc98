using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>One event as a calendar program will show it: at an instant, or on a day that may come round.</summary>
/// <remarks>Immutable. <see cref="CalendarEntries"/> makes those of contacts and occasions; <see cref="ToString"/> shows the UID alone, since the rest may be personal.</remarks>
public sealed record CalendarEntry
{
    private const int MaxUid = 255;

    private CalendarEntry(string uid, string summary)
    {
        ArgumentNullException.ThrowIfNull(uid);
        Uid = uid.Length is > 0 and <= MaxUid && !uid.Any(char.IsControl)
            ? uid
            : throw new ArgumentException($"A UID is 1 to {MaxUid} characters without control characters.", nameof(uid));
        Summary = summary;
    }

    /// <summary>The name under which calendar programs know the event: the same one updates, another one adds.</summary>
    public string Uid { get; }

    /// <summary>When it begins; <c>null</c> for a whole day.</summary>
    public Instant? Start { get; private init; }

    /// <summary>The day, the first one where it comes round; <c>null</c> for an instant.</summary>
    public LocalDate? Day { get; private init; }

    /// <summary>How a day comes round; <c>null</c> where it does not.</summary>
    public RecurrenceRule? Rule { get; private init; }

    /// <summary>How long an event at an instant lasts, counted in whole seconds; zero for a whole day.</summary>
    public Duration Length { get; private init; }

    /// <summary>What is shown. Control characters other than line breaks and tabs become spaces.</summary>
    public string Summary
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>More words; <c>null</c> for none.</summary>
    public string? Description { get; init; }

    /// <summary>What programs colour and filter by.</summary>
    public ImmutableArray<string> Categories
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>How certain it is. Confirmed unless said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a named status.</exception>
    public CalendarStatus Status
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Name a status: Tentative, Confirmed or Cancelled.");
    } = CalendarStatus.Confirmed;

    /// <summary>Whether the time is taken (TRANSP). False unless said: a message that a machine sends keeps nobody from anything.</summary>
    public bool IsBusy { get; init; }

    /// <summary>When it last changed, from which LAST-MODIFIED and SEQUENCE come; <c>null</c> where that is not known.</summary>
    public Instant? ChangedAt { get; init; }

    /// <summary>An event at an instant.</summary>
    /// <param name="uid">1 to 255 characters without control characters; see <see cref="CalendarUids"/>.</param>
    /// <param name="summary">What is shown.</param>
    /// <param name="start">When it begins, year 1 to 9999.</param>
    /// <param name="length">How long it lasts, zero or more.</param>
    /// <exception cref="ArgumentException">The UID is unusable.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It begins or ends outside the years 1 to 9999, or ends before it begins.</exception>
    public static CalendarEntry At(string uid, string summary, Instant start, Duration length)
    {
        if (start < CalendarText.Earliest)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, "The year must be 1 to 9999.");
        }

        return length >= Duration.Zero && length <= Instant.MaxValue - start
            ? new CalendarEntry(uid, summary) { Start = start, Length = length }
            : throw new ArgumentOutOfRangeException(nameof(length), length, "It must end no earlier than it begins, and by the end of year 9999.");
    }

    /// <summary>A whole day.</summary>
    /// <param name="uid">1 to 255 characters without control characters; see <see cref="CalendarUids"/>.</param>
    /// <param name="summary">What is shown.</param>
    /// <param name="day">The day, the first one where it comes round; year 1 to 9999.</param>
    /// <param name="rule">How it comes round, by days or longer periods; <c>null</c> where it does not.</param>
    /// <exception cref="ArgumentException">The UID is unusable, or the rule names times of a day, or combines parts that RFC 5545 does not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1 to 9999.</exception>
    public static CalendarEntry On(string uid, string summary, LocalDate day, RecurrenceRule? rule = null)
    {
        if (day.Year is < 1 or > 9999 || day.Calendar != CalendarSystem.Iso)
        {
            throw new ArgumentOutOfRangeException(nameof(day), day, "The year must be 1 to 9999 of the ISO calendar.");
        }

        if (rule?.Check() is { } fault)
        {
            throw new ArgumentException(fault.ToString(), nameof(rule));
        }

        return rule is null || IsOfDays(rule)
            ? new CalendarEntry(uid, summary) { Day = day, Rule = rule }
            : throw new ArgumentException("A rule of whole days has no hours, minutes and seconds, in its UNTIL neither.", nameof(rule));
    }

    /// <summary>The UID alone: the rest may be personal.</summary>
    public override string ToString() => $"Entry {Uid}";

    private static bool IsOfDays(RecurrenceRule rule) =>
        rule.Frequency >= RecurrenceFrequency.Daily && rule.Until is null or { Date: not null } && rule.ByHour.Length + rule.ByMinute.Length + rule.BySecond.Length == 0;
}
