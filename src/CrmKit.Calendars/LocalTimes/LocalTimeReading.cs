using NodaTime;

namespace CrmKit.Calendars;

/// <summary>How a zone's clock reads a wall-clock time, so that a program can tell its user before a policy decides.</summary>
/// <param name="Kind">How often the clock shows it.</param>
/// <param name="Transition">The instant at which the clocks jump over it or are set back over it; <c>null</c> where it is shown once.</param>
public readonly record struct LocalTimeReading(LocalTimeKind Kind, Instant? Transition)
{
    /// <summary>Reads a wall-clock time on a zone's clock.</summary>
    /// <param name="local">The wall-clock time.</param>
    /// <param name="zone">The zone.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    public static LocalTimeReading Of(LocalDateTime local, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => new(LocalTimeKind.Gap, mapping.EarlyInterval.End),
            1 => new(LocalTimeKind.Unique, null),
            _ => new(LocalTimeKind.Overlap, mapping.EarlyInterval.End),
        };
    }
}
