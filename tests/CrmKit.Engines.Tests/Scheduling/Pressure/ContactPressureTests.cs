using CrmKit.Scheduling;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ContactPressureTests
{
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);
    private static readonly ImmutableArray<GroupCap> Caps = [GroupCap.OnAll(TouchCap.AtMost(2, 14)), new(CapGroup.Of(Channel.Sms), TouchCap.AtMost(1, 30)), GroupCap.OnAll(TouchCap.None)];

    [Fact]
    public void Pressure_tells_how_full_each_cap_is_when_it_frees_and_since_when_nobody_cared()
    {
        var facts = Known.Facts() with
        {
            Contacts =
            [
                Known.Contact(Known.BerlinTime(2026, 2, 1, 23), TouchClass.Relationship),
                Known.Contact(Known.BerlinTime(2026, 3, 1, 0)),
                Known.Contact(Known.BerlinTime(2026, 3, 9, 9), TouchClass.Transactional),
            ],
            Commitments = [Known.Contact(Known.BerlinTime(2026, 3, 11, 9), TouchClass.Relationship)],
        };
        var pressure = ContactPressure.Of(facts, Caps, Noon);
        Assert.Equal(
            [
                new CapStanding(Caps[0], 2, new LocalDate(2026, 3, 15)),
                new CapStanding(Caps[1], 0, new LocalDate(2026, 3, 10)),
                new CapStanding(Caps[2], 0, new LocalDate(2026, 3, 10)),
            ],
            pressure.Caps.AsEnumerable());
        Assert.Equal((new LocalDate(2026, 3, 10), 37, 9), (pressure.Day, pressure.DaysSinceCare, pressure.DaysSinceContact));
        Assert.Equal((true, 0, 1, null), (pressure.Caps[0].IsFull, pressure.Caps[0].Room, pressure.Caps[1].Room, pressure.Caps[2].Room));
        Assert.Equal((null, null), (ContactPressure.DaysSinceCare(Known.Facts(), Noon), ContactPressure.DaysSinceContact(Known.Facts(), Noon)));
        Assert.Null(ContactPressure.DaysSinceContact(facts, Known.BerlinTime(2026, 2, 1, 22)));
    }

    [Fact]
    public void Standing_agrees_with_the_gate() => Law.Holds(
        from facts in GateGenerators.Facts
        from cap in GateGenerators.GroupCaps
        from at in Generated.NearInstants
        select (facts, cap, at),
        given =>
        {
            // A contact that is not among the facts, of the cap's own group.
            var intents = from touchKind in Enum.GetValues<TouchKind>()
                          from point in new[] { Known.Email, Known.Mobile }
                          select Known.Intent(point: point) with { Kind = touchKind };
            var standing = ContactPressure.Of(given.facts, [given.cap], given.at).Caps[0];
            foreach (var intent in intents.Where(given.cap.Group.Holds))
            {
                var verdict = new CapGate([given.cap]).Evaluate(intent, given.facts, given.at);
                Assert.Equal(standing.IsFull, !verdict.IsOpen);
                Assert.Equal(verdict.IsOpen ? given.at.InZone(given.facts.Zone.Zone).Date : verdict.Reopening.Kind == ReopeningKind.Instant ? verdict.Reopening.Instant.InZone(given.facts.Zone.Zone).Date : null, standing.FreeOn);
            }
        }, tests: 500);

    [Fact]
    public void Measuring_many_customers_allocates_nothing_for_each()
    {
        var facts = Known.Facts() with { Contacts = [.. Enumerable.Range(0, 20).Select(i => Known.Contact(Noon - Duration.FromDays(i)))] };
        var standings = new CapStanding[Caps.Length];
        Measure(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(1000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);

        void Measure(int times)
        {
            for (var i = 0; i < times; i++)
            {
                ContactPressure.Measure(facts, Caps.AsSpan(), Noon, standings);
                _ = ContactPressure.DaysSinceCare(facts, Noon);
            }
        }
    }

    [Fact]
    public void Standings_need_a_place_for_each_cap() => Assert.Throws<ArgumentException>(() => ContactPressure.Measure(Known.Facts(), Caps.AsSpan(), Noon, new CapStanding[1]));
}
