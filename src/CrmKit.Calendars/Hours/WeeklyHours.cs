using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The open hours of a week, on the wall clock: several stretches a day, past midnight where wanted.</summary>
/// <remarks>
/// A stretch past midnight opens the end of one day and the beginning of the next; from then on the two parts are hours of their own days, so that an
/// exception for the next day takes the second part with it. Immutable and thread-safe; equal hours are equal values.
/// </remarks>
public sealed class WeeklyHours : IEquatable<WeeklyHours>
{
    private const int Days = 7;

    // Monday first.
    private readonly ImmutableArray<DayHours> _days;

    private WeeklyHours(IEnumerable<DayHours> days)
    {
        _days = [.. days];
    }

    /// <summary>Never open.</summary>
    public static WeeklyHours Closed { get; } = new(Enumerable.Repeat(DayHours.Closed, Days));

    /// <summary>Always open.</summary>
    public static WeeklyHours Always { get; } = new(Enumerable.Repeat(DayHours.AllDay, Days));

    /// <summary>Whether it is never open.</summary>
    public bool IsClosed => _days.All(day => day.IsClosed);

    /// <summary>The hours of a day of the week.</summary>
    /// <param name="day">The weekday.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="day"/> is not a weekday.</exception>
    public DayHours this[IsoDayOfWeek day] => day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
        ? _days[(int)day - 1]
        : throw new ArgumentOutOfRangeException(nameof(day), day, "Name a weekday, Monday to Sunday.");

    /// <summary>Open whenever it is not quiet.</summary>
    /// <param name="quiet">The quiet hours of every day.</param>
    public static WeeklyHours Outside(QuietHours quiet)
    {
        if (quiet.IsNone)
        {
            return Always;
        }

        var closed = Closed.With(WeekMask.AllDays, new DailyHours(quiet.Start, quiet.End));
        return new(closed._days.Select(day => day.Opposite()));
    }

    /// <summary>These hours and more.</summary>
    /// <param name="days">The days on which the new stretches begin.</param>
    /// <param name="hours">The new stretches, which may touch and overlap others; one that ends before it begins runs past midnight.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hours"/> is null.</exception>
    /// <exception cref="InvalidOperationException">An argument is a <c>default</c> value.</exception>
    public WeeklyHours With(WeekMask days, params IEnumerable<DailyHours> hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var added = _days.ToArray();
        foreach (var stretch in hours)
        {
            for (var day = 0; day < Days; day++)
            {
                if (days.Contains((IsoDayOfWeek)(day + 1)))
                {
                    var next = (day + 1) % Days;
                    added[day] = added[day].With(DayHours.Beginning(stretch));
                    added[next] = added[next].With(DayHours.Remainder(stretch));
                }
            }
        }

        return new(added);
    }

    /// <summary>These hours, and open all day on some days.</summary>
    /// <param name="days">The days.</param>
    /// <exception cref="InvalidOperationException"><paramref name="days"/> is <c>default</c>.</exception>
    public WeeklyHours WithAllDay(WeekMask days) =>
        new(_days.Select((hours, day) => days.Contains((IsoDayOfWeek)(day + 1)) ? DayHours.AllDay : hours));

    /// <inheritdoc/>
    public bool Equals(WeeklyHours? other) => other is not null && _days.AsSpan().SequenceEqual(other._days.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeeklyHours);

    /// <inheritdoc/>
    public override int GetHashCode() => _days.Aggregate(0, HashCode.Combine);

    /// <summary>For example <c>Monday 09:00-12:30; Saturday 10:00-24:00</c>, or <c>closed</c>.</summary>
    public override string ToString() => IsClosed
        ? "closed"
        : string.Join("; ", _days.Select((hours, day) => (Day: (IsoDayOfWeek)(day + 1), Hours: hours)).Where(entry => !entry.Hours.IsClosed).Select(entry => $"{entry.Day} {entry.Hours}"));
}
