using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The daily stretch of local time during which nobody is contacted.</summary>
/// <remarks>
/// Half open: <see cref="Start"/> is quiet, <see cref="End"/> is not. A stretch whose start is later than its end runs past midnight.
/// Judged on the wall clock that the person reads, so a repeated hour is quiet twice and a skipped one not at all. Thread-safe value;
/// <c>default</c> is <see cref="None"/>.
/// </remarks>
public readonly record struct QuietHours
{
    private readonly bool _isSet;

    private QuietHours(LocalTime start, LocalTime end)
    {
        Start = start;
        End = end;
        _isSet = true;
    }

    /// <summary>No hour is quiet.</summary>
    public static QuietHours None => default;

    /// <summary>First quiet local time of the stretch; midnight for <see cref="None"/>.</summary>
    public LocalTime Start { get; }

    /// <summary>First local time after the stretch at which contact is allowed again; midnight for <see cref="None"/>.</summary>
    public LocalTime End { get; }

    /// <summary>Whether no hour is quiet.</summary>
    public bool IsNone => !_isSet;

    /// <summary>Quiet from <paramref name="start"/> until <paramref name="end"/>, every day.</summary>
    /// <param name="start">First quiet local time.</param>
    /// <param name="end">First allowed local time; earlier than <paramref name="start"/> when the stretch passes midnight.</param>
    /// <exception cref="ArgumentException">Both are equal, which could mean always or never: use <see cref="None"/> for never.</exception>
    public static QuietHours Between(LocalTime start, LocalTime end)
    {
        if (start == end)
        {
            throw new ArgumentException($"Quiet hours from {start} to {end} could mean always or never. Use QuietHours.None for never.", nameof(end));
        }

        return new QuietHours(start, end);
    }

    /// <summary>Whether a local time of day is quiet.</summary>
    /// <param name="time">Wall-clock time where the person is.</param>
    public bool IsQuiet(LocalTime time)
    {
        if (IsNone)
        {
            return false;
        }

        return Start < End ? time >= Start && time < End : time >= Start || time < End;
    }

    /// <summary>Whether an instant is quiet in a zone.</summary>
    /// <param name="at">The instant to judge.</param>
    /// <param name="zone">The zone whose wall clock the person reads.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    public bool IsQuiet(Instant at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return IsQuiet(at.InZone(zone).TimeOfDay);
    }

    /// <summary>The earliest instant at or after <paramref name="at"/> that is not quiet.</summary>
    /// <remarks>Walks the zone's stretches of constant offset, at most a handful: exact across gaps and overlaps.</remarks>
    /// <param name="at">Where the search begins.</param>
    /// <param name="zone">The zone whose wall clock the person reads.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    public Instant FirstAllowed(Instant at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        while (true)
        {
            var stretch = zone.GetZoneInterval(at);
            var local = at.WithOffset(stretch.WallOffset).LocalDateTime;
            if (!IsQuiet(local.TimeOfDay))
            {
                return at;
            }

            var end = local.Date.At(End);
            if (end <= local)
            {
                end = end.PlusDays(1);
            }

            var candidate = end.WithOffset(stretch.WallOffset).ToInstant();
            if (!stretch.HasEnd || candidate < stretch.End)
            {
                return candidate;
            }

            // The clock jumps before the quiet stretch ends: judge again on the far side of the jump.
            at = stretch.End;
        }
    }

    /// <summary>For example <c>20:00-08:00</c>, or <c>none</c>.</summary>
    public override string ToString() => IsNone
        ? "none"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Start:HH':'mm}-{End:HH':'mm}");
}
