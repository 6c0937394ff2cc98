using System.Collections.Immutable;

namespace CrmKit.Calendars;

public sealed partial class IntervalSet<T>
{
    /// <summary>The points of either set.</summary>
    /// <param name="other">The other set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public IntervalSet<T> Union(IntervalSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var merged = ImmutableArray.CreateBuilder<HalfOpenInterval<T>>(Intervals.Length + other.Intervals.Length);
        var (left, right) = (0, 0);
        while (left < Intervals.Length || right < other.Intervals.Length)
        {
            var takesLeft = right == other.Intervals.Length
                || (left < Intervals.Length && Intervals[left].Start.CompareTo(other.Intervals[right].Start) <= 0);
            Append(merged, takesLeft ? Intervals[left++] : other.Intervals[right++]);
        }

        return new(merged.DrainToImmutable());
    }

    /// <summary>The points of both sets.</summary>
    /// <param name="other">The other set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public IntervalSet<T> Intersect(IntervalSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var common = ImmutableArray.CreateBuilder<HalfOpenInterval<T>>();
        var (left, right) = (0, 0);
        while (left < Intervals.Length && right < other.Intervals.Length)
        {
            var (mine, its) = (Intervals[left], other.Intervals[right]);
            var start = Later(mine.Start, its.Start);
            var end = Earlier(mine.End, its.End);
            if (start.CompareTo(end) < 0)
            {
                common.Add(new(start, end));
            }

            // The interval that ends first meets nothing more.
            _ = mine.End.CompareTo(its.End) <= 0 ? left++ : right++;
        }

        return new(common.DrainToImmutable());
    }

    /// <summary>The points of this set that the other one lacks.</summary>
    /// <param name="other">What is taken away.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public IntervalSet<T> Except(IntervalSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var kept = ImmutableArray.CreateBuilder<HalfOpenInterval<T>>();
        var right = 0;
        foreach (var mine in Intervals)
        {
            var start = mine.Start;
            while (right < other.Intervals.Length && other.Intervals[right].End.CompareTo(start) <= 0)
            {
                right++;
            }

            // An interval that reaches beyond this one is looked at again for the next.
            for (var hole = right; hole < other.Intervals.Length && other.Intervals[hole].Start.CompareTo(mine.End) < 0; hole++)
            {
                if (start.CompareTo(other.Intervals[hole].Start) < 0)
                {
                    kept.Add(new(start, other.Intervals[hole].Start));
                }

                start = other.Intervals[hole].End;
            }

            if (start.CompareTo(mine.End) < 0)
            {
                kept.Add(new(start, mine.End));
            }
        }

        return new(kept.DrainToImmutable());
    }

    /// <summary>The points from <paramref name="start"/> to before <paramref name="end"/> that this set lacks.</summary>
    /// <param name="start">The first point asked about.</param>
    /// <param name="end">The first point not asked about.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the start.</exception>
    public IntervalSet<T> ComplementWithin(T start, T end) => IntervalSet.Between(start, end).Except(this);

    private static T Later(T left, T right) => left.CompareTo(right) >= 0 ? left : right;

    private static T Earlier(T left, T right) => left.CompareTo(right) <= 0 ? left : right;
}
