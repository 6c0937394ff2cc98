using System.Collections;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Walks occurrences on the wall clock and tells, once there are no more, why.</summary>
/// <remarks>A mutable value for one thread: a copy walks on by itself.</remarks>
public struct LocalOccurrenceEnumerator : IEnumerator<LocalDateTime>
{
    private readonly bool _isSet;
    private OccurrenceCursor _cursor;

    internal LocalOccurrenceEnumerator(OccurrenceSource? source, long from)
    {
        _isSet = source is not null;
        _cursor = source is null ? default : new OccurrenceCursor(source, from);
    }

    /// <summary>The occurrence; meaningful after <see cref="MoveNext"/> told that there is one.</summary>
    public readonly LocalDateTime Current => DayNumbers.TimeOf(_cursor.At);

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
}
