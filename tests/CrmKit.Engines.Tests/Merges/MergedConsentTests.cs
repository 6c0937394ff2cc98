using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class MergedConsentTests
{
    private static readonly Gen<(ImmutableArray<RecordedConsent> Survivor, ImmutableArray<RecordedConsent> Absorbed, ConsentQuestion Question)> Merges =
        from survivor in Generated.UpTo(6, ConsentGenerators.Of(PeopleGenerators.Points))
        from absorbed in Generated.UpTo(6, ConsentGenerators.Of(PeopleGenerators.Points))
        from point in PeopleGenerators.Points
        from purpose in Generated.Purposes
        from topic in ConsentGenerators.Topics
        from at in Generated.FewInstants
        select (survivor, absorbed, new ConsentQuestion(point, purpose, topic, at));

    [Fact]
    public void Merge_concludes_refusals_alone() => Law.Holds(Merges, given =>
        Assert.All(Conclude(given.Survivor, given.Absorbed, given.Question.AsOf), recorded => Assert.True(recorded.Entry.IsRefusal && recorded.Entry.Customer.Value == "7")));

    [Fact]
    public void What_is_allowed_after_a_merge_was_allowed_on_one_side_and_refused_on_neither() => Law.Holds(Merges, given =>
    {
        if (After(given.Survivor, given.Absorbed, given.Question).IsAllowed)
        {
            var sides = new[] { given.Question.DecideContact(given.Survivor), given.Question.DecideContact(given.Absorbed) };
            Assert.Contains(sides, side => side.IsAllowed);
            Assert.DoesNotContain(sides, IsRefused);
        }
    }, tests: 5000);

    // A refusal at one address of a channel is one at all of them, since nobody knows which record's address the person meant.
    [Fact]
    public void What_is_refused_at_a_point_of_either_side_is_refused_at_every_point_of_its_channel() => Law.Holds(Merges, given =>
    {
        var points = Points(given.Survivor, given.Absorbed).ToList();
        foreach (var side in new[] { given.Survivor, given.Absorbed })
        {
            foreach (var recorded in side)
            {
                var asked = new ConsentQuestion(recorded.Entry.Point, recorded.Entry.Purpose, recorded.Entry.Topic, given.Question.AsOf);
                if (IsRefused(asked.DecideContact(side)))
                {
                    Assert.All(points.Where(point => point.Channel == asked.Point.Channel), point => Assert.False(After(given.Survivor, given.Absorbed, asked with { Point = point }).IsAllowed));
                }
            }
        }
    }, tests: 1000);

    [Fact]
    public void Objection_lifted_for_one_purpose_is_carried_on_for_the_others()
    {
        var at = Instant.FromUtc(2026, 3, 9, 12, 0);
        var other = ContactPoint.Parse(Channel.Email, "second@example.com");
        var fresh = Known.Says(ConsentState.OptIn, at: Known.LongAgo + Duration.FromDays(2));
        RecordedConsent[] survivor = [Known.Says(ConsentState.Objection), fresh with { Entry = fresh.Entry with { Evidence = new ConsentEvidence(EvidenceKind.Document) } }];
        RecordedConsent[] absorbed = [Known.Says(ConsentState.OptIn, other, Purpose.Greetings), Known.Says(ConsentState.OptIn, other)];
        Assert.True(After(survivor, absorbed, new ConsentQuestion(Known.Email, Purpose.Marketing, null, at)).IsAllowed);
        Assert.True(After(survivor, absorbed, new ConsentQuestion(other, Purpose.Marketing, null, at)).IsAllowed);
        Assert.False(After(survivor, absorbed, new ConsentQuestion(other, Purpose.Greetings, null, at)).IsAllowed);
    }

    [Fact]
    public void Refusal_of_the_time_together_holds_for_either_side_until_a_later_agreement() => Law.Holds(
        from given in Merges
        from since in Generated.UpTo(4, ConsentGenerators.Of(PeopleGenerators.Points))
        select (given.Survivor, given.Absorbed, given.Question, since),
        given =>
        {
            var later = given.Question with { AsOf = given.Question.AsOf + Duration.FromDays(1000) };
            foreach (var side in new[] { given.Survivor, given.Absorbed })
            {
                var told = MergedConsent.AtUnmerge(given.since, Points(side).Append(given.Question.Point), "7");
                Assert.All(told, entry => Assert.True(entry.IsRefusal));
                var decision = later.DecideContact([.. side, .. told.Select(entry => new RecordedConsent(entry, later.AsOf))]);
                Assert.True(!decision.IsAllowed || later.DecideContact(side).IsAllowed);
                var refusals = given.since.Select(recorded => recorded.Entry)
                    .Where(entry => entry.IsRefusal && entry.Point.Channel == later.Point.Channel && later.IsAbout(entry with { Point = later.Point }));
                Assert.All(refusals, refusal => Assert.True(!decision.IsAllowed || decision.ReliedOn!.Entry.OccurredAt > refusal.OccurredAt));
            }
        }, tests: 1000);

    [Fact]
    public void What_a_merge_concluded_itself_is_not_told_when_it_is_undone() =>
        Assert.Empty(MergedConsent.AtUnmerge([Known.Says(ConsentState.OptOut, source: MergedConsent.MergeSource)], [Known.Email], "7"));

    private static ConsentDecision After(IReadOnlyCollection<RecordedConsent> survivor, IReadOnlyCollection<RecordedConsent> absorbed, ConsentQuestion question) =>
        question.DecideContact([.. survivor, .. absorbed, .. Conclude(survivor, absorbed, question.AsOf)]);

    private static IEnumerable<RecordedConsent> Conclude(IReadOnlyCollection<RecordedConsent> survivor, IReadOnlyCollection<RecordedConsent> absorbed, Instant at) =>
        MergedConsent.AtMerge(new ConsentLedger(survivor), new ConsentLedger(absorbed), Points(survivor, absorbed), "7", at).Select(entry => new RecordedConsent(entry, at));

    private static IEnumerable<ContactPoint> Points(params IEnumerable<RecordedConsent>[] sides) => sides.SelectMany(side => side).Select(recorded => recorded.Entry.Point).Distinct();

    private static bool IsRefused(ConsentDecision decision) => decision is { IsAllowed: false, ReliedOn: not null };
}
