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

    // 7 absorbed 8, and 8 had absorbed 9.
    private static readonly Gen<(ImmutableArray<RecordedConsent> Statements, RecordMerge[] Merges, Instant At)> Chains =
        from seven in Generated.UpTo(3, ConsentGenerators.Of(PeopleGenerators.Points))
        from eight in Generated.UpTo(3, ConsentGenerators.Of(PeopleGenerators.Points))
        from nine in Generated.UpTo(3, ConsentGenerators.Of(PeopleGenerators.Points))
        from outer in Generated.FewInstants
        from inner in Generated.FewInstants
        from at in Generated.FewInstants
        select (ImmutableArray.CreateRange(Of("7", seven).Concat(Of("8", eight)).Concat(Of("9", nine))), new[] { new RecordMerge("8", "9", inner), new RecordMerge("7", "8", outer) }, at);

    [Fact]
    public void Merge_concludes_refusals_alone() => Law.Holds(Merges, given =>
        Assert.All(Conclude(given.Survivor, given.Absorbed, given.Question.AsOf, given.Question.AsOf), recorded => Assert.True(recorded.Entry.IsRefusal && recorded.Entry.Customer.Value == "7")));

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
    public void Objection_lifted_for_one_purpose_is_lifted_for_the_others_by_a_fresh_opt_in_alone()
    {
        var at = Instant.FromUtc(2026, 3, 9, 12, 0);
        var other = ContactPoint.Parse(Channel.Email, "second@example.com");
        RecordedConsent[] survivor = [Known.Says(ConsentState.Objection), Fresh(Known.Says(ConsentState.OptIn, at: Known.LongAgo + Duration.FromDays(2)))];
        var later = Known.Says(ConsentState.OptIn, other, Purpose.Greetings, at + Duration.FromDays(1));
        var asked = new ConsentQuestion(other, Purpose.Greetings, null, at + Duration.FromDays(2));
        Assert.False(After(survivor, [later], asked, merged: at).IsAllowed);
        Assert.True(After(survivor, [Fresh(later)], asked, merged: at).IsAllowed);
    }

    [Fact]
    public void Objection_holds_on_at_other_points_behind_a_refusal_that_came_after_it()
    {
        var at = Instant.FromUtc(2026, 3, 9, 12, 0);
        var other = ContactPoint.Parse(Channel.Email, "second@example.com");
        RecordedConsent[] survivor = [Known.Says(ConsentState.Objection), Known.Says(ConsentState.OptOut, at: Known.LongAgo + Duration.FromDays(1))];
        var later = Known.Says(ConsentState.OptIn, other, at: at + Duration.FromDays(1));
        var asked = new ConsentQuestion(other, Purpose.Marketing, null, at + Duration.FromDays(2));
        Assert.False(After(survivor, [later], asked, merged: at).IsAllowed);
        Assert.True(After(survivor, [Fresh(later)], asked, merged: at).IsAllowed);
    }

    [Fact]
    public void Agreement_dated_ahead_takes_back_nothing_that_was_refused_after_it_was_recorded()
    {
        var (recorded, merged, refused) = (Known.LongAgo, Known.LongAgo + Duration.FromDays(1), Known.LongAgo + Duration.FromDays(2));
        var other = ContactPoint.Parse(Channel.Email, "second@example.com");
        var ahead = new RecordedConsent(Known.Says(ConsentState.OptIn, at: Known.LongAgo + Duration.FromDays(1000)).Entry, recorded);
        RecordedConsent[] survivor = [Known.Says(ConsentState.OptOut, at: refused)];
        var asked = new ConsentQuestion(other, Purpose.Marketing, null, Known.LongAgo + Duration.FromDays(2000));
        Assert.False(After(survivor, [Known.Says(ConsentState.OptIn, other), ahead], asked, merged).IsAllowed);
    }

    [Fact]
    public void Agreement_dated_ahead_takes_back_an_earlier_refusal_on_its_day_and_not_before()
    {
        var other = ContactPoint.Parse(Channel.Email, "second@example.com");
        var (merged, told, counts) = (Known.LongAgo + Duration.FromDays(1), Known.LongAgo + Duration.FromDays(2), Known.LongAgo + Duration.FromDays(9));
        RecordedConsent[] survivor = [Known.Says(ConsentState.OptOut), new(Known.Says(ConsentState.OptIn, at: counts).Entry, told)];
        RecordedConsent[] absorbed = [Known.Says(ConsentState.OptIn, other)];
        var concluded = Conclude(survivor, absorbed, merged, told);
        Assert.False(new ConsentQuestion(other, Purpose.Marketing, null, counts - Duration.FromMinutes(1)).DecideContact([.. survivor, .. absorbed, .. concluded]).IsAllowed);
        Assert.True(new ConsentQuestion(other, Purpose.Marketing, null, counts).DecideContact([.. survivor, .. absorbed, .. concluded]).IsAllowed);
    }

    [Fact]
    public void What_is_allowed_at_an_instant_does_not_depend_on_when_it_was_concluded() => Law.Holds(
        from given in Chains
        from point in PeopleGenerators.Points
        from purpose in Generated.Purposes
        from topic in ConsentGenerators.Topics
        from ahead in Gen.Choose(0, 8).ArrayOf(9)
        from then in Gen.Choose(0, 20)
        from later in Gen.Choose(0, 10)
        select (Statements: DatedAhead(given.Statements, ahead), given.Merges, Question: new ConsentQuestion(point, purpose, topic, Start(given.Statements, given.Merges) + Duration.FromDays(then + later)), Then: Duration.FromDays(then)),
        given =>
        {
            var (statements, merges, question, then) = given;
            var first = Start(statements, merges);
            bool Allowed(Instant concludedAt) =>
                question.DecideContact([.. Of("7", statements), .. MergedConsent.Conclude("7", [], statements, merges, concludedAt).Select(one => Written(one, concludedAt))]).IsAllowed;
            var expected = Allowed(first);
            Assert.Equal(expected, Allowed(first + then));
            Assert.Equal(expected, Allowed(question.AsOf));
        }, tests: 5000);

    [Fact]
    public void Objection_told_at_the_undoing_is_lifted_by_the_order_of_saying_and_not_by_dates_ahead()
    {
        var told = Known.LongAgo + Duration.FromDays(1);
        var undone = Known.LongAgo + Duration.FromDays(3);
        var later = Fresh(Known.Says(ConsentState.OptIn, at: told + Duration.FromDays(1)));
        var ahead = Fresh(new RecordedConsent(Known.Says(ConsentState.OptIn, at: undone + Duration.FromDays(100)).Entry, Known.LongAgo));
        var objection = Known.Says(ConsentState.Objection, at: told);
        var dated = new RecordedConsent(Known.Says(ConsentState.Objection, at: undone + Duration.FromDays(200)).Entry, told);
        Assert.Equal(1, Standing(objection));
        Assert.Equal(1, Standing(objection, ahead));
        Assert.Equal(0, Standing(objection, later));
        Assert.Equal(0, Standing(dated, later));

        int Standing(params RecordedConsent[] since) => MergedConsent.StandingObjections(MergedConsent.AtUnmerge(since, [], "7"), since, undone).Count;
    }

    [Fact]
    public void Four_thousand_topics_take_a_few_times_as_long_as_a_thousand()
    {
        var (few, many) = (Said(1000), Said(4000));
        var (fewest, most) = (TimeSpan.MaxValue, TimeSpan.MaxValue);

        // The least of as many as it takes, in turns: other tests run beside this one, and a collection of their garbage takes longer than the work. Four times four is sixteen, however often it is tried.
        for (var turn = 0; turn < 200 && (turn < 5 || most >= fewest * 10); turn++)
        {
            (fewest, most) = (Least(fewest, few), Least(most, many));
        }

        Assert.True(most < fewest * 10, $"{fewest} for a thousand topics, {most} for four thousand");

        static RecordedConsent[] Said(int topics) =>
            [.. Enumerable.Range(0, topics).Select(topic => Known.Says(ConsentState.OptOut)).Select((said, topic) => said with { Entry = said.Entry with { Topic = new Topic($"t{topic}") } })];

        static TimeSpan Least(TimeSpan known, RecordedConsent[] said)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Assert.Equal(said.Length * 2, Conclude(said, [Known.Says(ConsentState.OptIn, ContactPoint.Parse(Channel.Email, "second@example.com"))], Known.LongAgo, Known.LongAgo).Count());
            return watch.Elapsed < known ? watch.Elapsed : known;
        }
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
                var refusals = given.since.Where(recorded =>
                    recorded.Entry.IsRefusal && recorded.Entry.Point.Channel == later.Point.Channel && later.IsAbout(recorded.Entry with { Point = later.Point }));
                Assert.All(refusals, refusal => Assert.True(!decision.IsAllowed || decision.ReliedOn!.SaidAt > refusal.SaidAt));
            }
        }, tests: 1000);

    [Fact]
    public void Conclusions_do_not_depend_on_the_order_of_statements() => Law.Holds(Chains, given =>
    {
        var (statements, merges, at) = given;
        var concluded = MergedConsent.Conclude("7", [], statements, merges, at);
        var reversed = MergedConsent.Conclude("7", [], [.. statements.Reverse()], merges, at);
        Assert.Equal(concluded.Select(one => one.Entry with { Point = Folded(one.Entry.Point) }), reversed.Select(one => one.Entry with { Point = Folded(one.Entry.Point) }));
    }, tests: 1000);

    [Fact]
    public void Conclusion_is_dated_by_the_refusal_or_the_merge_whichever_is_later() => Law.Holds(Chains, given =>
    {
        var (statements, merges, at) = given;
        foreach (var one in MergedConsent.Conclude("7", [], statements, merges, at))
        {
            Assert.True(one.Entry.IsRefusal && one.Entry.OccurredAt >= one.Merge.MergedAt && merges.Contains(one.Merge));
            Assert.Contains(statements, recorded => recorded.Entry.IsRefusal && recorded.SaidAt <= one.Entry.OccurredAt);
            Assert.True(one.Entry.OccurredAt == one.Merge.MergedAt || statements.Any(recorded => recorded.Entry.IsRefusal && recorded.SaidAt == one.Entry.OccurredAt));
        }
    }, tests: 1000);

    [Fact]
    public void Nothing_is_concluded_of_a_person_of_one_record() =>
        Assert.Empty(MergedConsent.Conclude("7", [], [Known.Says(ConsentState.OptOut)], [], Known.LongAgo));

    private static ContactPoint Folded(ContactPoint point) => ContactPoint.Parse(point.Channel, point.FoldedAddress);

    private static RecordedConsent Fresh(RecordedConsent said) => said with { Entry = said.Entry with { Evidence = new ConsentEvidence(EvidenceKind.Document) } };

    private static ImmutableArray<RecordedConsent> DatedAhead(ImmutableArray<RecordedConsent> statements, int[] days) =>
    [
        .. statements.Select((recorded, index) => recorded with
        {
            VoidFrom = null,
            Entry = recorded.Entry with { OccurredAt = recorded.Entry.OccurredAt + Duration.FromDays(days[index % days.Length] > 4 ? days[index % days.Length] * 2 : 0) },
        }),
    ];

    // The first instant at which all is known.
    private static Instant Start(IEnumerable<RecordedConsent> statements, IEnumerable<RecordMerge> merges) =>
        statements.Select(recorded => recorded.RecordedAt).Concat(merges.Select(merge => merge.MergedAt)).Max();

    private static ConsentDecision After(IReadOnlyCollection<RecordedConsent> survivor, IReadOnlyCollection<RecordedConsent> absorbed, ConsentQuestion question, Instant? merged = null) =>
        question.DecideContact([.. survivor, .. absorbed, .. Conclude(survivor, absorbed, merged ?? question.AsOf, question.AsOf)]);

    private static IEnumerable<RecordedConsent> Conclude(IReadOnlyCollection<RecordedConsent> survivor, IReadOnlyCollection<RecordedConsent> absorbed, Instant merged, Instant at) =>
        MergedConsent.Conclude("7", [], [.. Of("7", survivor), .. Of("8", absorbed)], [new RecordMerge("7", "8", merged)], at).Select(one => Written(one, at));

    private static RecordedConsent Written(ConcludedRefusal one, Instant at) => new(one.Entry, at) { Concluded = one.Terms };

    private static IEnumerable<RecordedConsent> Of(CustomerId record, IEnumerable<RecordedConsent> statements) =>
        statements.Select(recorded => recorded with { Entry = recorded.Entry with { Customer = record } });

    private static IEnumerable<ContactPoint> Points(params IEnumerable<RecordedConsent>[] sides) => sides.SelectMany(side => side).Select(recorded => recorded.Entry.Point).Distinct();

    private static bool IsRefused(ConsentDecision decision) => decision is { IsAllowed: false, ReliedOn: not null };
}
