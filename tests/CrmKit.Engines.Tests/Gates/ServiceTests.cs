using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Refusing never costs anybody a service.</summary>
public sealed class ServiceTests
{
    private static readonly GateList Gates = new(new ContactPointGate(), new SuppressionGate(), new ConsentGate(), new CareGate());

    private static readonly Gen<(GateFacts Facts, TouchIntent Intent, Instant At)> Cases =
        from entries in Generated.UpTo(8, ConsentGenerators.Recorded)
        from suppressed in Generated.UpTo(3, from point in Generated.ContactPoints from kind in Gen.Elements(Enum.GetValues<SuppressionKind>()) from since in Generated.FewInstants select new SuppressedPoint(point, kind, since))
        from flags in Generated.UpTo(2, PeopleGenerators.CareFlags)
        from point in Generated.ContactPoints
        from touchClass in Generated.TouchClasses
        from topic in ConsentGenerators.Topics
        from at in Generated.FewInstants
        select (
            Known.Facts() with { Points = [point], Consents = new ConsentLedger(entries), Suppressed = suppressed, CareFlags = flags },
            new TouchIntent(Known.Key(), touchClass, Purpose.Marketing, point, Instant.MaxValue) { Topic = topic },
            at);

    [Fact]
    public void Service_passes_whatever_was_refused_unless_nothing_gets_through() => Law.Holds(Cases, given =>
    {
        if (given.Intent.Class is TouchClass.Transactional or TouchClass.Legal)
        {
            var isDead = given.Facts.Suppressed.Any(suppressed => suppressed.Kind == SuppressionKind.Undeliverable && suppressed.Point.Reaches(given.Intent.Point) && !Answers(given.Facts, suppressed, given.At).Any(entry => entry.Evidence.Kind == EvidenceKind.Confirmed));
            Assert.Equal(!isDead, Gates.Evaluate(given.Intent, given.Facts, given.At).IsOpen);
        }
    }, tests: 2000);

    [Fact]
    public void Promotion_and_greetings_never_reach_whoever_objected_or_did_not_agree() => Law.Holds(Cases, given =>
    {
        if (TouchClassRules.NeedsConsent(given.Intent.Class) && Gates.Evaluate(given.Intent, given.Facts, given.At).IsOpen)
        {
            foreach (var suppressed in given.Facts.Suppressed.Where(suppressed => suppressed.Point.Reaches(given.Intent.Point)))
            {
                Assert.Contains(
                    Answers(given.Facts, suppressed, given.At),
                    entry => suppressed.Kind == SuppressionKind.Undeliverable
                        ? entry.Evidence.Kind == EvidenceKind.Confirmed
                        : entry.Purpose == given.Intent.Purpose && (entry.Topic is null || entry.Topic == given.Intent.Topic));
            }

            Assert.True(given.Facts.Consents.DecideContact(given.Intent.Point, given.Intent.Purpose, given.At, given.Intent.Topic).IsAllowed);
        }
    }, tests: 2000);

    [Fact]
    public void Undeliverable_point_is_closed_to_every_class() => Law.Holds(Cases, given =>
    {
        var dead = given.Facts with { Suppressed = given.Facts.Suppressed.Add(new SuppressedPoint(given.Intent.Point, SuppressionKind.Undeliverable, Instant.MaxValue)) };
        Assert.False(Gates.Evaluate(given.Intent, dead, given.At).IsOpen);
    });

    private static IEnumerable<ConsentEntry> Answers(GateFacts facts, SuppressedPoint suppressed, Instant at) =>
        from recorded in facts.Consents.Entries
        where recorded.Entry.IsFreshOptIn && recorded.Entry.Point.Reaches(suppressed.Point)
            && recorded.Entry.OccurredAt > suppressed.Since && recorded.RecordedAt > suppressed.Since
            && recorded.Entry.OccurredAt <= at && recorded.RecordedAt <= at && !(recorded.VoidFrom <= at)
        select recorded.Entry;
}
