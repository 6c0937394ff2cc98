using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>A recurrence bound to a zone, or to none: rule, added and excluded times as seconds. Without a zone, the wall clock stands for the instant.</summary>
internal sealed class OccurrenceSource
{
    private static readonly long LastInstant = Instant.MaxValue.ToUnixTimeSeconds();

    public OccurrenceSource(Recurrence recurrence, NominalRule? rule, DateTimeZone? zone, LocalTimeResolver resolver)
    {
        (Zone, Resolver) = (zone, resolver);
        Rule = rule is not null && zone is not null && resolver.Gap == GapPolicy.Skip && recurrence.Rule!.Count is not null ? new GapCount(rule, zone).Bound() : rule;
        Until = recurrence.Rule?.Until?.Instant?.ToUnixTimeSeconds() ?? long.MaxValue;

        // Without a rule, the start is the first date (RFC 5545, section 3.8.5.3).
        Added = Resolved(rule is null ? recurrence.Additions.Add(recurrence.Start) : recurrence.Additions);
        Excluded = [.. Resolved(recurrence.Exclusions).Select(excluded => excluded.At)];
    }

    public NominalRule? Rule { get; }

    public DateTimeZone? Zone { get; }

    public LocalTimeResolver Resolver { get; }

    /// <summary>The last instant at which the rule may occur.</summary>
    public long Until { get; }

    /// <summary>Dates beside the rule, ascending and distinct, with their offsets in seconds.</summary>
    public (long At, int Offset)[] Added { get; }

    /// <summary>Dates that are taken out, ascending and distinct.</summary>
    public long[] Excluded { get; }

    /// <summary>The wall-clock time from which on every nominal time lies that could resolve to <paramref name="at"/> or later.</summary>
    public long FirstNominal(long at)
    {
        if (Zone is null || at > LastInstant)
        {
            return at;
        }

        var stretch = Zone.GetZoneInterval(Instant.FromUnixTimeSeconds(at));
        var offset = stretch.WallOffset.Seconds;
        var local = at + offset;
        var first = local;
        if (stretch.HasStart)
        {
            // Times of a gap are moved forward by its length, and are met within that length after it.
            var gap = offset - Zone.GetZoneInterval(stretch.Start - Duration.Epsilon).WallOffset.Seconds;
            first = gap > 0 && local - gap <= stretch.Start.ToUnixTimeSeconds() + offset ? local - gap : first;
        }

        if (stretch.HasEnd)
        {
            // The clock will be put back: what it shows again may come later.
            first = Math.Min(first, stretch.End.ToUnixTimeSeconds() + Zone.GetZoneInterval(stretch.End).WallOffset.Seconds);
        }

        return first;
    }

    private (long At, int Offset)[] Resolved(ImmutableArray<LocalDateTime> times) =>
    [
        .. from time in times
           let at = Zone is null ? (DayNumbers.SecondsOf(time), 0) : Resolve(time)
           where at is not null
           orderby at.Value.Item1
           group at.Value by at.Value.Item1 into same
           select same.First(),
    ];

    private (long At, int Offset)? Resolve(LocalDateTime time) =>
        Resolver.Resolve(time, Zone!) is { } resolved ? (resolved.ToInstant().ToUnixTimeSeconds(), resolved.Offset.Seconds) : null;
}
