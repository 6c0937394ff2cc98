using NodaTime;
using NodaTime.Text;

namespace CrmKit.Calendars;

/// <summary>The last moment at which a rule may occur, inclusive (RFC 5545, UNTIL): a whole day, a wall-clock time or an instant.</summary>
/// <remarks>
/// A day and a wall-clock time are compared with the wall clock that the rule names, a day to its end; an instant is compared with instants and
/// needs a zone. Thread-safe value; <c>default</c> is rejected by a rule.
/// </remarks>
public readonly record struct RecurrenceUntil
{
    private static readonly LocalDatePattern DateText = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDateTimePattern TimeText = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern InstantText = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private RecurrenceUntil(LocalDate? date, LocalDateTime? time, Instant? instant)
    {
        Date = date;
        Time = time;
        Instant = instant;
    }

    /// <summary>The last day; <c>null</c> for the other two kinds.</summary>
    public LocalDate? Date { get; }

    /// <summary>The last wall-clock time; <c>null</c> for the other two kinds.</summary>
    public LocalDateTime? Time { get; }

    /// <summary>The last instant; <c>null</c> for the other two kinds.</summary>
    public Instant? Instant { get; }

    internal bool IsSet => Date is not null || Time is not null || Instant is not null;

    /// <summary>Until the end of a day.</summary>
    /// <param name="date">The last day, year 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside that range.</exception>
    public static RecurrenceUntil On(LocalDate date) => new(Within(date, date.Year, nameof(date)), null, null);

    /// <summary>Until a wall-clock time, inclusive.</summary>
    /// <param name="time">The last wall-clock time, whole seconds, year 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a whole second, or the year is outside that range.</exception>
    public static RecurrenceUntil At(LocalDateTime time) =>
        time.NanosecondOfSecond == 0
            ? new(null, Within(time, time.Year, nameof(time)), null)
            : throw new ArgumentOutOfRangeException(nameof(time), time, "UNTIL is written in whole seconds.");

    /// <summary>Until an instant, inclusive.</summary>
    /// <param name="instant">The last instant, whole seconds, year 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a whole second, or the year is outside that range.</exception>
    public static RecurrenceUntil At(Instant instant) =>
        NodaTime.Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds()) == instant
            ? new(null, null, Within(instant, instant.InUtc().Year, nameof(instant)))
            : throw new ArgumentOutOfRangeException(nameof(instant), instant, "UNTIL is written in whole seconds.");

    /// <summary>As RFC 5545 writes it: <c>20251224</c>, <c>20251224T090000</c> or <c>20251224T080000Z</c>.</summary>
    public override string ToString() => this switch
    {
        { Date: { } date } => DateText.Format(date),
        { Time: { } time } => TimeText.Format(time),
        { Instant: { } instant } => InstantText.Format(instant),
        _ => "none",
    };

    internal static RecurrenceUntil? Read(string text)
    {
        if (DateText.Parse(text).TryGetValue(default, out var date))
        {
            return date.Year is >= 1 and <= 9999 ? On(date) : null;
        }

        if (TimeText.Parse(text).TryGetValue(default, out var time))
        {
            return time.Year is >= 1 and <= 9999 ? At(time) : null;
        }

        return InstantText.Parse(text).TryGetValue(default, out var instant) && instant.InUtc().Year is >= 1 and <= 9999 ? At(instant) : null;
    }

    private static T Within<T>(T value, int year, string name) => year is >= 1 and <= 9999
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "The year must be 1 to 9999.");
}
