using NodaTime;

namespace CrmKit.Calendars;

/// <summary>A recurrence on the clock of a zone.</summary>
/// <remarks>
/// <para>
/// Every occurrence is resolved from its own nominal wall clock, so that a shift out of a gap never sticks, and two that resolve to one instant are one. Under
/// <see cref="GapPolicy.Skip"/> a time in a gap does not happen and does not count. Instants always ascend.
/// </para>
/// <para>
/// Rules of hours, minutes and seconds step on the wall clock as well: an hour that repeats is met once, by the overlap policy, and an hour that is
/// skipped falls together with the next. What must step by elapsed time belongs in UTC.
/// </para>
/// <para>The last day of year 9999 is left out, since instants end with it. Immutable and thread-safe.</para>
/// </remarks>
public sealed class ZonedRecurrence
{
    private static readonly Func<long, int, OffsetDateTime> Reading =
        static (at, offset) => new OffsetDateTime(DayNumbers.TimeOf(at + offset), Offset.FromSeconds(offset));

    private readonly OccurrenceSource _source;

    internal ZonedRecurrence(Recurrence recurrence, OccurrenceSource source)
    {
        Recurrence = recurrence;
        _source = source;
    }

    /// <summary>The recurrence on the wall clock.</summary>
    public Recurrence Recurrence { get; }

    /// <summary>The zone whose clock it is read on.</summary>
    public DateTimeZone Zone => _source.Zone!;

    /// <summary>What happens to wall-clock times that the zone skips or repeats.</summary>
    public LocalTimeResolver Resolver => _source.Resolver;

    /// <summary>All occurrences.</summary>
    public Occurrences<OffsetDateTime> Occurrences => new(_source, Earliest, Reading);

    // Before every instant that NodaTime's calendar has in year 0.
    private static long Earliest => Instant.FromUtc(0, 1, 1, 0, 0).ToUnixTimeSeconds();

    /// <summary>The occurrences at or after an instant.</summary>
    /// <param name="from">The instant.</param>
    public Occurrences<OffsetDateTime> From(Instant from) => new(_source, Math.Max(AtOrAfter(from), Earliest), Reading);

    /// <summary>The first occurrence after an instant.</summary>
    /// <param name="after">The instant; the result is later.</param>
    /// <returns>The occurrence with its offset, or <c>null</c> where there is none.</returns>
    public OffsetDateTime? Next(Instant after) => Next(after, out _);

    /// <summary>The first occurrence after an instant, or why there is none.</summary>
    /// <param name="after">The instant; the result is later.</param>
    /// <param name="end">Why there is none; <see cref="RecurrenceEnd.None"/> where there is one.</param>
    /// <returns>The occurrence with its offset, or <c>null</c> where there is none.</returns>
    public OffsetDateTime? Next(Instant after, out RecurrenceEnd end)
    {
        // An instant inside a second precedes the next whole one, as the second itself does.
        var cursor = new OccurrenceCursor(_source, Math.Max(after.ToUnixTimeSeconds() + 1, Earliest));
        var found = cursor.MoveNext();
        end = cursor.End;
        return found ? Reading(cursor.At, cursor.Offset) : null;
    }

    private static long AtOrAfter(Instant instant)
    {
        var second = instant.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(second) == instant ? second : second + 1;
    }
}
