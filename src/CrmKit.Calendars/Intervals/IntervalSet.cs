using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Makes interval sets, and measures sets of instants and of dates.</summary>
public static class IntervalSet
{
    /// <summary>No point at all.</summary>
    /// <typeparam name="T">A point of the line.</typeparam>
    public static IntervalSet<T> Empty<T>()
        where T : struct, IComparable<T>, IEquatable<T> => new([]);

    /// <summary>The points from <paramref name="start"/> to before <paramref name="end"/>; none where both are equal.</summary>
    /// <typeparam name="T">A point of the line.</typeparam>
    /// <param name="start">The first point.</param>
    /// <param name="end">The first point after it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the start.</exception>
    public static IntervalSet<T> Between<T>(T start, T end)
        where T : struct, IComparable<T>, IEquatable<T> => start.Equals(end) ? Empty<T>() : new([new HalfOpenInterval<T>(start, end)]);

    /// <summary>The points of any of the intervals, which may come in any order, touch and overlap.</summary>
    /// <typeparam name="T">A point of the line.</typeparam>
    /// <param name="intervals">The intervals; n of them take time n log n.</param>
    /// <exception cref="ArgumentNullException"><paramref name="intervals"/> is null.</exception>
    /// <exception cref="ArgumentException">One of them is <c>default</c>.</exception>
    public static IntervalSet<T> Of<T>(params IEnumerable<HalfOpenInterval<T>> intervals)
        where T : struct, IComparable<T>, IEquatable<T>
    {
        ArgumentNullException.ThrowIfNull(intervals);
        HalfOpenInterval<T>[] sorted = [.. intervals];
        if (Array.Exists(sorted, interval => interval == default))
        {
            throw new ArgumentException("An interval is default(HalfOpenInterval), which is empty: create it with a start and an end.", nameof(intervals));
        }

        Array.Sort(sorted, (left, right) => left.Start.CompareTo(right.Start));
        var merged = ImmutableArray.CreateBuilder<HalfOpenInterval<T>>(sorted.Length);
        foreach (var interval in sorted)
        {
            IntervalSet<T>.Append(merged, interval);
        }

        return new(merged.DrainToImmutable());
    }

    /// <summary>The time that a set of instants covers.</summary>
    /// <param name="set">The instants.</param>
    /// <returns>Elapsed time, zero or more, exact to the nanosecond.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="set"/> is null.</exception>
    public static Duration Length(this IntervalSet<Instant> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var length = Duration.Zero;
        foreach (var interval in set.Intervals)
        {
            length += interval.End - interval.Start;
        }

        return length;
    }

    /// <summary>How many days a set of dates holds.</summary>
    /// <param name="set">The dates.</param>
    /// <exception cref="ArgumentNullException"><paramref name="set"/> is null.</exception>
    public static int Days(this IntervalSet<LocalDate> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var days = 0;
        foreach (var interval in set.Intervals)
        {
            days += Period.DaysBetween(interval.Start, interval.End);
        }

        return days;
    }
}
