using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Engines.Tests;

public sealed class LocalTimeResolverTests
{
    private static readonly LocalTimeResolver First = new(GapPolicy.ShiftForward, OverlapPolicy.First);
    private static readonly LocalTimeResolver Second = new(GapPolicy.ShiftForward, OverlapPolicy.Second);
    private static readonly LocalTimeResolver Skipping = new(GapPolicy.Skip, OverlapPolicy.First);

    // The cases are of zone data 2025b. By those of 2026 Cuba does not set its clocks back in that autumn, so that its hour does not repeat.
    private const string Overtaken = "C0032";

    [Fact]
    public void Resolve_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("resolve_local");
        Assert.Equal(18, cases.Count);
        foreach (var item in cases)
        {
            var zone = DateTimeZoneProviders.Tzdb[item.Text("tz")];
            var local = LocalDateTimePattern.ExtendedIso.Parse(item.Text("local")).Value;
            var reading = LocalTimeReading.Of(local, zone);
            if (string.Equals(item.Text("id"), Overtaken, StringComparison.Ordinal))
            {
                Assert.Equal((LocalTimeKind.Unique, item.Instant("expected")), (reading.Kind, First.Resolve(local, zone)?.ToInstant()));
                continue;
            }

            Assert.True(string.Equals(item.Text("is_"), reading.Kind.ToString(), StringComparison.OrdinalIgnoreCase), $"{item.Text("id")} {reading.Kind}");
            Assert.Equal(item.Instant("expected"), First.Resolve(local, zone)?.ToInstant());
            Assert.Equal(reading.Kind == LocalTimeKind.Overlap ? item.Instant("expected_overlap_later") : item.Instant("expected"), Second.Resolve(local, zone)?.ToInstant());
            Assert.Equal(reading.Kind == LocalTimeKind.Gap, Skipping.Resolve(local, zone) is null);
            if (reading.Kind == LocalTimeKind.Gap)
            {
                Assert.Equal(item.Instant("expected_gap_start"), reading.Transition);
            }
        }
    }

    // Every change of every zone's clock, the reading at its edges, a second to either side, and in its midst.
    [Fact]
    public void Resolve_equals_a_search_among_offsets_around_every_transition_of_every_zone()
    {
        var (gaps, overlaps) = (0, 0);
        foreach (var zone in CalendarGenerators.AllZones)
        {
            foreach (var transition in zone.Transitions(1840, 2040))
            {
                var (before, after) = (zone.GetUtcOffset(transition - Duration.Epsilon), zone.GetUtcOffset(transition));
                var (leaves, enters) = (transition.WithOffset(before).LocalDateTime, transition.WithOffset(after).LocalDateTime);
                var middle = leaves.PlusSeconds((after.Seconds - before.Seconds) / 2);
                foreach (var local in new[] { leaves, enters, middle, leaves.PlusSeconds(-1), leaves.PlusSeconds(1), enters.PlusSeconds(-1), enters.PlusSeconds(1) })
                {
                    Compare(local, zone, transition, ref gaps, ref overlaps);
                }
            }
        }

        Assert.True(gaps > 50_000 && overlaps > 50_000, $"{gaps} gaps, {overlaps} overlaps");
    }

    [Fact]
    public void Unnamed_policies_and_default_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("gap", () => new LocalTimeResolver(default, OverlapPolicy.First));
        Assert.Throws<ArgumentOutOfRangeException>("overlap", () => new LocalTimeResolver(GapPolicy.Skip, default));
        Assert.Throws<InvalidOperationException>(() => default(LocalTimeResolver).Resolve(new LocalDateTime(2026, 1, 1, 0, 0), DateTimeZone.Utc));
    }

    private static void Compare(LocalDateTime local, DateTimeZone zone, Instant transition, ref int gaps, ref int overlaps)
    {
        // Which instants of the days around show this wall-clock time? One for each offset in force then at which the zone itself agrees.
        var meant = zone.GetZoneIntervals(transition - Duration.FromDays(3), transition + Duration.FromDays(3))
            .Select(interval => local.WithOffset(interval.WallOffset).ToInstant())
            .Distinct()
            .Where(at => at.WithOffset(zone.GetUtcOffset(at)).LocalDateTime == local)
            .Order()
            .ToArray();
        var reading = LocalTimeReading.Of(local, zone);
        var (first, second, skipping) = (First.Resolve(local, zone)?.ToInstant(), Second.Resolve(local, zone)?.ToInstant(), Skipping.Resolve(local, zone)?.ToInstant());
        var label = $"{zone.Id} {local}";
        if (meant.Length > 0)
        {
            Assert.True(first == meant[0] && second == meant[^1] && skipping == first, label);
            Assert.True(reading.Kind == (meant.Length == 1 ? LocalTimeKind.Unique : LocalTimeKind.Overlap), label);
            overlaps += meant.Length - 1;
            return;
        }

        // Skipped: read with the offset in force before the jump, which moves it past the jump.
        gaps++;
        Assert.Equal(LocalTimeKind.Gap, reading.Kind);
        var jump = reading.Transition!.Value;
        var offset = zone.GetUtcOffset(jump - Duration.Epsilon);
        Assert.True(first == local.WithOffset(offset).ToInstant() && first >= jump && second == first && skipping is null, label);
        Assert.True(jump.WithOffset(offset).LocalDateTime <= local && local < jump.WithOffset(zone.GetUtcOffset(jump)).LocalDateTime, label);
    }
}
