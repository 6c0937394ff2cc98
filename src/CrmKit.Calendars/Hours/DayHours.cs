using System.Globalization;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The open hours of one day, on the wall clock.</summary>
/// <remarks>Half open: the time at which a stretch begins is open, the one at which it ends is not. Immutable and thread-safe; equal hours are equal values.</remarks>
public sealed class DayHours : IEquatable<DayHours>
{
    private DayHours(IntervalSet<long> stretches)
    {
        Stretches = stretches;
    }

    /// <summary>Closed all day.</summary>
    public static DayHours Closed { get; } = new(IntervalSet.Empty<long>());

    /// <summary>Open all day.</summary>
    public static DayHours AllDay { get; } = new(IntervalSet.Between(0L, NodaConstants.NanosecondsPerDay));

    /// <summary>Whether it is closed all day.</summary>
    public bool IsClosed => Stretches.IsEmpty;

    /// <summary>Nanoseconds since the midnight with which the day begins, 0 to a day.</summary>
    internal IntervalSet<long> Stretches { get; }

    /// <summary>Open during several stretches of the day, which may touch and overlap.</summary>
    /// <param name="hours">The stretches; one until midnight ends with the day.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hours"/> is null.</exception>
    /// <exception cref="ArgumentException">A stretch runs past midnight: its second part belongs to the next day.</exception>
    /// <exception cref="InvalidOperationException">A stretch is <c>default(DailyHours)</c>.</exception>
    public static DayHours Of(params IEnumerable<DailyHours> hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return new(IntervalSet.Of(hours.Select(Whole)));
    }

    /// <summary>Whether a time of the day is open.</summary>
    /// <param name="time">Wall-clock time.</param>
    public bool Contains(LocalTime time) => Stretches.Contains(time.NanosecondOfDay);

    /// <inheritdoc/>
    public bool Equals(DayHours? other) => other is not null && Stretches.Equals(other.Stretches);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DayHours);

    /// <inheritdoc/>
    public override int GetHashCode() => Stretches.GetHashCode();

    /// <summary>For example <c>09:00-12:30, 14:00-24:00</c>, or <c>closed</c>.</summary>
    public override string ToString() =>
        IsClosed ? "closed" : string.Join(", ", Stretches.Intervals.Select(stretch => $"{Clock(stretch.Start)}-{Clock(stretch.End)}"));

    /// <summary>The part of a stretch that lies in the day on which it begins.</summary>
    internal static DayHours Beginning(DailyHours hours) =>
        new(IntervalSet.Between(hours.Required().From.NanosecondOfDay, PassesMidnight(hours) ? NodaConstants.NanosecondsPerDay : EndOf(hours)));

    /// <summary>The part of a stretch that lies in the day after the one on which it begins.</summary>
    internal static DayHours Remainder(DailyHours hours) =>
        PassesMidnight(hours) ? new(IntervalSet.Between(0L, hours.Until.NanosecondOfDay)) : Closed;

    /// <summary>Open where either is.</summary>
    internal DayHours With(DayHours other) => new(Stretches.Union(other.Stretches));

    /// <summary>Open where this is closed.</summary>
    internal DayHours Opposite() => new(Stretches.ComplementWithin(0L, NodaConstants.NanosecondsPerDay));

    private static HalfOpenInterval<long> Whole(DailyHours hours) => PassesMidnight(hours.Required())
        ? throw new ArgumentException($"The hours {hours} run past midnight: state them as two, the second on the next day.", nameof(hours))
        : new(hours.From.NanosecondOfDay, EndOf(hours));

    private static bool PassesMidnight(DailyHours hours) => hours.Until < hours.From && hours.Until != LocalTime.Midnight;

    private static long EndOf(DailyHours hours) => hours.Until == LocalTime.Midnight ? NodaConstants.NanosecondsPerDay : hours.Until.NanosecondOfDay;

    private static string Clock(long nanoseconds)
    {
        var time = Duration.FromNanoseconds(nanoseconds);
        return time.Seconds == 0 && time.SubsecondNanoseconds == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}")
            : LocalTime.FromNanosecondsSinceMidnight(nanoseconds).ToString("HH:mm:ss.FFFFFFFFF", CultureInfo.InvariantCulture);
    }
}
