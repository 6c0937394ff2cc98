using System.Collections.Immutable;

namespace CrmKit.Calendars;

/// <summary>A set of points of a line, kept as the fewest half-open intervals: sorted, apart from each other, none empty.</summary>
/// <remarks>
/// One set has one form, so that equal sets are equal values. Immutable and thread-safe. Union, intersection and difference take time linear in the
/// intervals of both sets, <see cref="Contains"/> logarithmic time. Dates are of the ISO calendar.
/// </remarks>
/// <typeparam name="T">A point of the line, such as an instant, a date or a number.</typeparam>
public sealed partial class IntervalSet<T> : IEquatable<IntervalSet<T>>
    where T : struct, IComparable<T>, IEquatable<T>
{
    internal IntervalSet(ImmutableArray<HalfOpenInterval<T>> intervals)
    {
        Intervals = intervals;
    }

    /// <summary>The intervals, in order; between two of them there is always a point that belongs to neither.</summary>
    public ImmutableArray<HalfOpenInterval<T>> Intervals { get; }

    /// <summary>Whether no point belongs to it.</summary>
    public bool IsEmpty => Intervals.IsEmpty;

    /// <summary>Whether a point belongs to it.</summary>
    /// <param name="point">The point.</param>
    public bool Contains(T point) => IntervalAt(point) is not null;

    /// <summary>The interval that a point lies in; <c>null</c> where the point does not belong to the set.</summary>
    /// <param name="point">The point.</param>
    /// <returns>The interval, whose end is the first later point that does not belong to the set.</returns>
    public HalfOpenInterval<T>? IntervalAt(T point)
    {
        var (low, high) = (0, Intervals.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Intervals[middle].End.CompareTo(point) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low < Intervals.Length && Intervals[low].Contains(point) ? Intervals[low] : null;
    }

    /// <inheritdoc/>
    public bool Equals(IntervalSet<T>? other) => other is not null && Intervals.AsSpan().SequenceEqual(other.Intervals.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IntervalSet<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var interval in Intervals)
        {
            hash.Add(interval);
        }

        return hash.ToHashCode();
    }

    /// <summary>For example <c>[1, 3) ∪ [5, 9)</c>, or <c>∅</c>.</summary>
    public override string ToString() => IsEmpty ? "∅" : string.Join(" ∪ ", Intervals);

    /// <summary>Adds an interval that starts no earlier than the last one; what overlaps or touches becomes one.</summary>
    internal static void Append(ImmutableArray<HalfOpenInterval<T>>.Builder merged, HalfOpenInterval<T> next)
    {
        if (merged.Count == 0 || merged[^1].End.CompareTo(next.Start) < 0)
        {
            merged.Add(next);
        }
        else if (merged[^1].End.CompareTo(next.End) < 0)
        {
            merged[^1] = new(merged[^1].Start, next.End);
        }
    }
}
