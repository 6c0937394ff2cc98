using System.Collections;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Occurrences on the wall clock, ascending and distinct, computed as they are asked for. <c>foreach</c> allocates nothing; LINQ works too.</summary>
/// <remarks>Thread-safe value; each enumeration begins anew. <c>default</c> is empty.</remarks>
public readonly struct LocalOccurrences : IEnumerable<LocalDateTime>, IEquatable<LocalOccurrences>
{
    private readonly OccurrenceSource? _source;
    private readonly long _from;

    internal LocalOccurrences(OccurrenceSource source, long from)
    {
        _source = source;
        _from = from;
    }

    /// <summary>Whether both tell the same recurrence from the same time on.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(LocalOccurrences left, LocalOccurrences right) => left.Equals(right);

    /// <summary>Whether they differ in recurrence or beginning.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(LocalOccurrences left, LocalOccurrences right) => !left.Equals(right);

    /// <summary>Begins the enumeration.</summary>
    public LocalOccurrenceEnumerator GetEnumerator() => new(_source, _from);

    IEnumerator<LocalDateTime> IEnumerable<LocalDateTime>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(LocalOccurrences other) => ReferenceEquals(_source, other._source) && _from == other._from;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LocalOccurrences other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_source, _from);
}
