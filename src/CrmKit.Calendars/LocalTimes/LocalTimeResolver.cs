using NodaTime;
using NodaTime.TimeZones;

namespace CrmKit.Calendars;

/// <summary>Turns wall-clock times into instants by two named policies: one for the hour that is skipped, one for the hour that repeats.</summary>
/// <remarks>Immutable and thread-safe; <c>default</c> is rejected on use.</remarks>
public readonly record struct LocalTimeResolver
{
    /// <summary>Creates a resolver.</summary>
    /// <param name="gap">What a skipped wall-clock time does.</param>
    /// <param name="overlap">Which of two instants a repeated wall-clock time means.</param>
    /// <exception cref="ArgumentOutOfRangeException">A policy is not a named one.</exception>
    public LocalTimeResolver(GapPolicy gap, OverlapPolicy overlap)
    {
        if (!Enum.IsDefined(gap))
        {
            throw new ArgumentOutOfRangeException(nameof(gap), gap, "Name a policy: ShiftForward or Skip.");
        }

        if (!Enum.IsDefined(overlap))
        {
            throw new ArgumentOutOfRangeException(nameof(overlap), overlap, "Name a policy: First or Second.");
        }

        Gap = gap;
        Overlap = overlap;
    }

    /// <summary>What a skipped wall-clock time does.</summary>
    public GapPolicy Gap { get; }

    /// <summary>Which of two instants a repeated wall-clock time means.</summary>
    public OverlapPolicy Overlap { get; }

    /// <summary>The instant, with its offset, that a wall-clock time means in a zone; <c>null</c> where the clocks jump over it and <see cref="GapPolicy.Skip"/> holds.</summary>
    /// <param name="local">The wall-clock time.</param>
    /// <param name="zone">The zone whose clock it is read on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default(LocalTimeResolver)</c>.</exception>
    public OffsetDateTime? Resolve(LocalDateTime local, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (Gap == default)
        {
            throw new InvalidOperationException("This resolver is default(LocalTimeResolver): create it with a gap policy and an overlap policy.");
        }

        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => Gap == GapPolicy.Skip ? null : Shifted(local, zone, mapping),
            1 => mapping.Single().ToOffsetDateTime(),
            _ => (Overlap == OverlapPolicy.First ? mapping.First() : mapping.Last()).ToOffsetDateTime(),
        };
    }

    private static OffsetDateTime Shifted(LocalDateTime local, DateTimeZone zone, ZoneLocalMapping mapping) =>
        Resolvers.ReturnForwardShifted(local, zone, mapping.EarlyInterval, mapping.LateInterval).ToOffsetDateTime();
}
