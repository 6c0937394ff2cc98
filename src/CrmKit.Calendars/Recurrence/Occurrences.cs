using System.Collections;

namespace CrmKit.Calendars;

/// <summary>Occurrences on the wall clock or in a zone, ascending and distinct, computed as they are asked for. <c>foreach</c> allocates nothing; LINQ works too.</summary>
/// <remarks>Thread-safe value; each enumeration begins anew. <c>default</c> is empty.</remarks>
/// <typeparam name="T">What an occurrence is: wall-clock time, or time with its offset.</typeparam>
public readonly struct Occurrences<T> : IEnumerable<T>, IEquatable<Occurrences<T>>
    where T : struct
{
    private readonly OccurrenceSource? _source;
    private readonly long _from;
    private readonly Func<long, int, T>? _read;

    internal Occurrences(OccurrenceSource source, long from, Func<long, int, T> read)
    {
        _source = source;
        _from = from;
        _read = read;
    }

    /// <summary>Whether both tell the same recurrence from the same time on.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(Occurrences<T> left, Occurrences<T> right) => left.Equals(right);

    /// <summary>Whether they differ in recurrence or beginning.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(Occurrences<T> left, Occurrences<T> right) => !left.Equals(right);

    /// <summary>Begins the enumeration.</summary>
    public OccurrenceEnumerator<T> GetEnumerator() => new(_source, _from, _read);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Occurrences<T> other) => ReferenceEquals(_source, other._source) && _from == other._from;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Occurrences<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_source, _from);
}
