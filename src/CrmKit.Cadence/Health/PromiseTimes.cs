using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>One promise in ticks since 1970: when it was made, when its last day ends, and when it was first kept; <see cref="Never"/> for what has not happened.</summary>
internal readonly record struct PromiseTimes(long Made, long DueEnd, long Kept)
{
    public const long Never = long.MaxValue;

    /// <summary>What has become of it by an instant, and since when; as <see cref="PromiseLedger"/> has it, for instants in the place of ends of days.</summary>
    public (HealthSignal Signal, long Since)? Standing(long at)
    {
        if (Made == Never)
        {
            return null;
        }

        // Nothing becomes of a promise before it is made, whatever clocks say.
        if (Kept != Never && Math.Max(Kept, Made) is var kept && kept <= at)
        {
            return (Kept < DueEnd ? HealthSignal.PromisesKept : HealthSignal.PromisesLate, kept);
        }

        var broken = Math.Max(DueEnd, Made);
        return broken <= at ? (HealthSignal.PromisesBroken, broken) : null;
    }

    /// <summary>When the last day of a promise ends.</summary>
    /// <remarks>Where the clocks do not change within a day of midnight, midnight is reckoned from the offset, and nothing is allocated.</remarks>
    public static long EndOf(LocalDate day, DateTimeZone zone)
    {
        // After the last day of the calendar nothing is too late.
        if (day >= LocalDate.MaxIsoValue)
        {
            return Instant.MaxValue.ToUnixTimeTicks();
        }

        var next = day.PlusDays(1);
        var midnight = next.AtMidnight().InUtc().ToInstant();
        if (midnight - Instant.MinValue > Duration.FromDays(1))
        {
            var interval = zone.GetZoneInterval(midnight - Duration.FromDays(1));
            if (!interval.HasEnd || interval.End > midnight + Duration.FromDays(1))
            {
                return (midnight - Duration.FromSeconds(interval.WallOffset.Seconds)).ToUnixTimeTicks();
            }
        }

        return zone.StartOf(next).ToUnixTimeTicks();
    }
}
