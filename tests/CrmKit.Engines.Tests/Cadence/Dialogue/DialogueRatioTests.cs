using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class DialogueRatioTests
{
    private static readonly DialogueRatio Ratio = new(new DialogueOptions());
    private static readonly Instant Start = Happenings.Start;

    [Fact]
    public void Counts_are_those_of_the_window_in_any_order() => Law.Holds(
        from events in Happenings.Events
        from shuffled in Gen.Shuffle(events)
        from window in Gen.Choose(1, 500)
        from hour in Gen.Choose(0, 12_000)
        select (events, shuffled, window, at: Start + Duration.FromHours(hour)),
        given =>
        {
            var ratio = new DialogueRatio(new DialogueOptions { WindowDays = given.window });
            var decision = ratio.Decide(Happenings.History(given.events), given.at);
            var within = given.events.Where(item => item.OccurredAt <= given.at && item.OccurredAt > given.at - Duration.FromDays(given.window)).ToArray();
            Assert.Equal(within.Count(item => item is Touch { Class: TouchClass.Promotional or TouchClass.Relationship }), decision.Outbound);
            Assert.Equal(within.Count(item => item is Reply or Feedback or Complaint or Purchase or Engagement { Kind: not EngagementKind.Opened }), decision.Inbound);
            Assert.Equal(decision, ratio.Decide(Happenings.History(given.shuffled), given.at));
        });

    // Wilson's limit solves (q - u)^2 = z^2 u (1 - u) / n, which is checked as it stands.
    [Fact]
    public void Lower_limit_solves_the_equation_of_the_interval() => Law.Holds(
        from outbound in Gen.Choose(0, 3000)
        from inbound in Gen.Choose(0, 3000)
        where outbound + inbound > 0
        select (outbound, inbound),
        given =>
        {
            const double z = 1.6448536269514722;
            var decision = Ratio.Decide(given.outbound, given.inbound);
            var (n, u) = ((double)given.outbound + given.inbound, 1 / (1 + decision.AtLeastToOne));
            var off = (given.inbound / n) - u;
            Assert.True(off <= 1e-15);
            Assert.Equal(off * off, z * z * u * (1 - u) / n, 1e-13);
            Assert.True(decision.ToOne is not { } ratio || decision.AtLeastToOne <= ratio);
            Assert.Equal(given.inbound == 0, decision.ToOne is null);
        });

    [Fact]
    public void More_contacts_without_an_answer_raise_the_limit_and_more_answers_lower_it() => Law.Holds(
        from outbound in Gen.Choose(0, 300)
        from inbound in Gen.Choose(0, 300)
        select (outbound, inbound),
        given =>
        {
            var limit = Ratio.Decide(given.outbound, given.inbound).AtLeastToOne;
            Assert.True(Ratio.Decide(given.outbound + 1, given.inbound).AtLeastToOne > limit);
            Assert.True(Ratio.Decide(given.outbound, given.inbound + 1).AtLeastToOne <= limit);
        });

    [Fact]
    public void Nine_contacts_without_an_answer_are_a_one_way_street_and_eight_are_not_surely_one()
    {
        Assert.Equal(DialogueKind.TooFew, Ratio.Decide(4, 0).Kind);
        Assert.Equal(DialogueKind.TwoWay, Ratio.Decide(8, 0).Kind);
        var street = Ratio.Decide(9, 0);
        Assert.Equal(DialogueKind.OneWay, street.Kind);
        Assert.Equal("dialogue.one-way(outbound=9, inbound=0, at-least=3.33, bound=3, window=365)", street.Reason.ToString());
        Assert.Equal("a one-way street: 9 contacts against 0 answers in 365 days, at least 3.33 to 1 where 3 to 1 is borne", EnglishReasons.Render(street.Reason));
        Assert.Equal((DialogueKind.TooFew, 0d), (Ratio.Decide(0, 0).Kind, Ratio.Decide(0, 0).AtLeastToOne));
    }

    [Fact]
    public void Extreme_counts_stay_finite()
    {
        foreach (var (outbound, inbound) in new[] { (int.MaxValue, 0), (0, int.MaxValue), (int.MaxValue, int.MaxValue), (1, int.MaxValue), (int.MaxValue, 1) })
        {
            var decision = Ratio.Decide(outbound, inbound);
            Assert.True(double.IsFinite(decision.AtLeastToOne) && decision.AtLeastToOne >= 0);
        }

        Assert.Equal(DialogueKind.TooFew, Ratio.Decide(Happenings.History([]), Instant.MinValue).Kind);
    }

    [Fact]
    public void An_answer_in_words_since_an_instant_is_the_first_at_or_after_it() => Law.Holds(
        from events in Happenings.Events
        from hour in Gen.Choose(0, 1600)
        select (events, since: Start + Duration.FromHours(6 * hour)),
        given =>
        {
            var expected = given.events.Where(item => item is Reply or Feedback or Complaint && item.OccurredAt >= given.since)
                .OrderBy(item => item.OccurredAt).ThenBy(item => item.Key.Value, StringComparer.Ordinal).FirstOrDefault();
            Assert.Equal(expected, DialogueRatio.AnsweredSince(Happenings.History(given.events), given.since));
        });

    [Fact]
    public void What_is_outside_its_range_is_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DialogueRatio(new DialogueOptions { WindowDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DialogueRatio(new DialogueOptions { MostToOne = double.PositiveInfinity }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DialogueRatio(new DialogueOptions { LeastEvents = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DialogueRatio(new DialogueOptions { Level = default }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ratio.Decide(-1, 0));
    }
}
