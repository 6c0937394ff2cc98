using System.Collections;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Walks occurrences in a zone and tells, once there are no more, why.</summary>
/// <remarks>A mutable value for one thread: a copy walks on by itself.</remarks>
public struct ZonedOccurrenceEnumerator : IEnumerator<OffsetDateTime>
{
    private readonly bool _isSet;
    private OccurrenceCursor _cursor;

    internal ZonedOccurrenceEnumerator(OccurrenceSource? source, long from)
    {
        _isSet = source is not null;
        _cursor = source is null ? default : new OccurrenceCursor(source, from);
    }

    /// <summary>The occurrence with its offset; meaningful after <see cref="MoveNext"/> told that there is one.</summary>
    public readonly OffsetDateTime Current => TimeOf(_cursor);

    /// <summary>The occurrence as an instant.</summary>
    public readonly Instant CurrentInstant => Instant.FromUnixTimeSeconds(_cursor.At);

    /// <summary>Why there are no more occurrences; <see cref="RecurrenceEnd.None"/> while there may be.</summary>
    public readonly RecurrenceEnd End => _cursor.End;

    readonly object IEnumerator.Current => Current;

    /// <summary>The next occurrence, later than the one before.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _isSet && _cursor.MoveNext();

    /// <summary>Nothing to release.</summary>
    public readonly void Dispose()
    {
    }

    /// <summary>Not supported: ask the occurrences for another enumerator.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    readonly void IEnumerator.Reset() => throw new NotSupportedException();

    internal static OffsetDateTime TimeOf(in OccurrenceCursor cursor) =>
        new(DayNumbers.TimeOf(cursor.At + cursor.Offset), NodaTime.Offset.FromSeconds(cursor.Offset));
}
