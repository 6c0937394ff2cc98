using System.Globalization;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>A stretch of every day, on the wall clock: from a time until another, past midnight where the second is the earlier one.</summary>
/// <remarks>Half open: <see cref="From"/> belongs to it, <see cref="Until"/> does not. Thread-safe value; <c>default</c> is rejected on use.</remarks>
public readonly record struct DailyHours
{
    private readonly bool _isSet;

    /// <summary>Creates a stretch.</summary>
    /// <param name="from">First local time.</param>
    /// <param name="until">First local time after it.</param>
    /// <exception cref="ArgumentException">Both are equal, which could mean always or never.</exception>
    public DailyHours(LocalTime from, LocalTime until)
    {
        if (from == until)
        {
            throw new ArgumentException($"Hours from {from} until {until} could mean always or never: state two different times.", nameof(until));
        }

        From = from;
        Until = until;
        _isSet = true;
    }

    /// <summary>First local time.</summary>
    public LocalTime From { get; }

    /// <summary>First local time after the stretch.</summary>
    public LocalTime Until { get; }

    /// <summary>Whether a local time of day lies within.</summary>
    /// <param name="time">Wall-clock time.</param>
    /// <exception cref="InvalidOperationException">This is <c>default(DailyHours)</c>.</exception>
    public bool Contains(LocalTime time)
    {
        _ = Required();
        return From < Until ? time >= From && time < Until : time >= From || time < Until;
    }

    /// <summary>For example <c>09:00-12:30</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH':'mm}-{Until:HH':'mm}");

    /// <summary>These hours, unless they are <c>default</c>.</summary>
    internal DailyHours Required() =>
        _isSet ? this : throw new InvalidOperationException("These hours are default(DailyHours): create them with two times.");
}
