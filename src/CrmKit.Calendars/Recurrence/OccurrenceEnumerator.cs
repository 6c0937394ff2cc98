using System.Collections;

namespace CrmKit.Calendars;

/// <summary>Walks occurrences and tells, once there are no more, why.</summary>
/// <typeparam name="T">What an occurrence is: wall-clock time, or time with its offset.</typeparam>
/// <remarks>A mutable value for one thread: a copy walks on by itself.</remarks>
public struct OccurrenceEnumerator<T> : IEnumerator<T>
    where T : struct
{
    private readonly Func<long, int, T>? _read;
    private OccurrenceCursor _cursor;

    internal OccurrenceEnumerator(OccurrenceSource? source, long from, Func<long, int, T>? read)
    {
        _read = read;
        _cursor = source is null ? default : new OccurrenceCursor(source, from);
    }

    /// <summary>The occurrence; meaningful after <see cref="MoveNext"/> told that there is one.</summary>
    public readonly T Current => _read is null ? default : _read(_cursor.At, _cursor.Offset);

    /// <summary>Why there are no more occurrences; <see cref="RecurrenceEnd.None"/> while there may be.</summary>
    public readonly RecurrenceEnd End => _cursor.End;

    readonly object IEnumerator.Current => Current;

    /// <summary>The next occurrence, later than the one before.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _read is not null && _cursor.MoveNext();

    /// <summary>Nothing to release.</summary>
    public readonly void Dispose()
    {
    }

    /// <summary>Not supported: ask the occurrences for another enumerator.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    readonly void IEnumerator.Reset() => throw new NotSupportedException();
}
