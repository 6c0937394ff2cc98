using System.Globalization;

namespace CrmKit.Calendars;

/// <summary>A stretch of a line: its start belongs to it, its end does not.</summary>
/// <remarks>Thread-safe value, never empty; <c>default</c> is, and is rejected on use.</remarks>
/// <typeparam name="T">A point of the line, such as an instant, a date or a number.</typeparam>
public readonly record struct HalfOpenInterval<T>
    where T : struct, IComparable<T>, IEquatable<T>
{
    /// <summary>Creates an interval.</summary>
    /// <param name="start">The first point of it.</param>
    /// <param name="end">The first point after it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end is not after the start.</exception>
    public HalfOpenInterval(T start, T end)
    {
        if (start.CompareTo(end) >= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(end), end, string.Create(CultureInfo.InvariantCulture, $"The end must be after the start, {start}."));
        }

        Start = start;
        End = end;
    }

    /// <summary>The first point of it.</summary>
    public T Start { get; }

    /// <summary>The first point after it.</summary>
    public T End { get; }

    /// <summary>Whether a point lies in it.</summary>
    /// <param name="point">The point.</param>
    public bool Contains(T point) => Start.CompareTo(point) <= 0 && point.CompareTo(End) < 0;

    /// <summary>For example <c>[3, 7)</c>, in the invariant culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Start}, {End})");
}
