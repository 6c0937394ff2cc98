using NodaTime;
using NodaTime.TimeZones;

namespace CrmKit.Calendars;

/// <summary>Civil days as stretches of time.</summary>
public static class CivilDays
{
    // As DateTimeZone.AtStartOfDay, but total: where a zone jumped over a whole day, that day begins and ends at the jump.
    private static readonly ZoneLocalMappingResolver FirstOrAfterGap =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The instant at which a civil day begins in a zone.</summary>
    /// <remarks>
    /// Midnight, or the end of the gap where the clocks jump over midnight. A day that a zone left out (Pacific/Apia, 2011-12-30) begins where the
    /// next one does, so that it is empty rather than an error.
    /// </remarks>
    /// <param name="zone">The zone.</param>
    /// <param name="day">The civil day.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    public static Instant StartOf(this DateTimeZone zone, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.ResolveLocal(day.AtMidnight(), FirstOrAfterGap).ToInstant();
    }
}
