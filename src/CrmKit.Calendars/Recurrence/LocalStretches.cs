using NodaTime;
using NodaTime.TimeZones;

namespace CrmKit.Calendars;

/// <summary>The stretches of constant offset in which a zone's clock shows a wall-clock time: one, two, or the ones before and after where it skips it.</summary>
/// <remarks>What <see cref="DateTimeZone.MapLocal"/> tells, without its allocation.</remarks>
internal readonly struct LocalStretches
{
    /// <summary>Looks a wall-clock time up.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="local">Wall-clock seconds since 1970.</param>
    public LocalStretches(DateTimeZone zone, long local)
    {
        // Offsets are less than a day, and stretches are longer: only the neighbours of the one that UTC would mean can show the time.
        var middle = zone.GetZoneInterval(Instant.FromUnixTimeSeconds(local));
        if (local < StartOf(middle))
        {
            var before = zone.GetZoneInterval(middle.Start - Duration.Epsilon);
            (Early, Late, IsGap) = local < EndOf(before) ? (before, before, false) : (before, middle, true);
            return;
        }

        if (local >= EndOf(middle))
        {
            var after = zone.GetZoneInterval(middle.End);
            (Early, Late, IsGap) = local >= StartOf(after) ? (after, after, false) : (middle, after, true);
            return;
        }

        (Early, Late) = (middle, middle);
        if (middle.HasStart && zone.GetZoneInterval(middle.Start - Duration.Epsilon) is var earlier && local < EndOf(earlier))
        {
            Early = earlier;
        }
        else if (middle.HasEnd && zone.GetZoneInterval(middle.End) is var later && local >= StartOf(later))
        {
            Late = later;
        }
    }

    /// <summary>The first stretch that shows the time; the one before the gap.</summary>
    public ZoneInterval Early { get; }

    /// <summary>The last stretch that shows the time; the one after the gap.</summary>
    public ZoneInterval Late { get; }

    public bool IsGap { get; }

    private static long StartOf(ZoneInterval stretch) => stretch.HasStart ? stretch.Start.ToUnixTimeSeconds() + stretch.WallOffset.Seconds : long.MinValue;

    private static long EndOf(ZoneInterval stretch) => stretch.HasEnd ? stretch.End.ToUnixTimeSeconds() + stretch.WallOffset.Seconds : long.MaxValue;
}
