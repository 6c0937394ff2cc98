using System.Collections;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Occurrences in a zone, ascending and distinct, computed as they are asked for. <c>foreach</c> allocates nothing; LINQ works too.</summary>
/// <remarks>Thread-safe value; each enumeration begins anew. <c>default</c> is empty.</remarks>
public readonly struct ZonedOccurrences : IEnumerable<OffsetDateTime>, IEquatable<ZonedOccurrences>
{
    private readonly OccurrenceSource? _source;
    private readonly long _from;

    internal ZonedOccurrences(OccurrenceSource source, long from)
    {
        _source = source;
        _from = from;
    }

    /// <summary>Whether both tell the same recurrence from the same instant on.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(ZonedOccurrences left, ZonedOccurrences right) => left.Equals(right);

    /// <summary>Whether they differ in recurrence or beginning.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(ZonedOccurrences left, ZonedOccurrences right) => !left.Equals(right);

    /// <summary>Begins the enumeration.</summary>
    public ZonedOccurrenceEnumerator GetEnumerator() => new(_source, _from);

    IEnumerator<OffsetDateTime> IEnumerable<OffsetDateTime>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ZonedOccurrences other) => ReferenceEquals(_source, other._source) && _from == other._from;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ZonedOccurrences other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_source, _from);
}
