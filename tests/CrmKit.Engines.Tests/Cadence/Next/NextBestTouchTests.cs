using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests.Cadence;

public sealed class NextBestTouchTests
{
    private static readonly Instant Now = Known.BerlinTime(2026, 3, 2, 10);
    private static readonly LocalDate Today = new(2026, 3, 2);
    private static readonly NextTouchOptions Options = new() { BelievedUplift = 0.1 };

    [Fact]
    public void What_wins_more_than_it_costs_and_risks_goes_before_doing_nothing()
    {
        var ranked = Rank(Options, [Candidate("offer", 1000), Candidate("news", 5000)]);
        Assert.Equal(["news", "offer", null], Names(ranked));
        Assert.Equal([500L, 100L, 0L], ranked.Select(touch => touch.Score));
    }

    [Fact]
    public void Doing_nothing_wins_where_a_contact_costs_more_than_it_brings()
    {
        var ranked = Rank(Options with { Costs = ImmutableDictionary<Channel, long>.Empty.Add(Channel.Email, 101) }, [Candidate("offer", 1000)]);
        Assert.Equal([null, "offer"], Names(ranked));
        Assert.Equal(-1, ranked[1].Score);
    }

    [Fact]
    public void A_tie_with_doing_nothing_is_won_by_doing_nothing() => Assert.True(Rank(Options, [Candidate("offer", 0)])[0].IsNothing);

    [Fact]
    public void A_measured_uplift_goes_before_a_belief_and_shows_its_limits()
    {
        var options = Options with { Uplifts = Options.Uplifts.Add("offer", new ConfidenceLimits(-0.01, 0.02, 0.05, 0.95)) };
        var offer = Rank(options, [Candidate("offer", 10_000)])[0];
        Assert.Equal((200L, NextReasons.Measured), (offer.Score, offer.Terms[0].Code));
        Assert.Equal("-0.01", offer.Terms[0]["lower"]);
        Assert.Equal(NextReasons.Believed, Rank(Options, [Candidate("offer", 10_000)])[0].Terms[0].Code);
    }

    [Fact]
    public void What_the_gates_hold_back_comes_after_doing_nothing_and_names_its_gate()
    {
        var refused = Known.Facts() with { Consents = new ConsentLedger([Known.Says(ConsentState.OptOut)]) };
        var ranked = Rank(Options, [Candidate("offer", 1000)], refused);
        Assert.Equal([null, "offer"], Names(ranked));
        Assert.Equal("consent", ranked[1].Verdict.Rule);
    }

    [Fact]
    public void A_window_that_is_not_open_yet_waits()
    {
        var later = Candidate("offer", 1000) with { Window = new DateInterval(Today.PlusDays(1), Today.PlusDays(2)) };
        var ranked = Rank(Options, [later]);
        Assert.Equal([null, "offer"], Names(ranked));
        Assert.Equal(Known.BerlinTime(2026, 3, 3, 0), ranked[1].Verdict.Reopening.Instant);
    }

    [Fact]
    public void What_is_owed_goes_first_whatever_it_is_worth()
    {
        var greeting = Candidate("birthday", 0) with { Class = TouchClass.Relationship, IsCommitment = true };
        Assert.Equal(["birthday", "offer", null], Names(Rank(Options, [Candidate("offer", 1000), greeting])));
    }

    [Fact]
    public void Earlier_contacts_make_the_next_one_riskier()
    {
        var options = Options with { OptOutChance = 0.01, PressureDays = 7 };
        var outlook = new CustomerOutlook("7", Today) { Value = new ValueOutlook(1, 1, new Money(100, Currency.Eur), new Money(100, Currency.Eur), 364, EstimateStatus.Fitted) };
        var gates = new GateList(new ConsentGate());
        long Score(params int[] daysAgo) => new NextBestTouch(gates, options)
            .Rank([Candidate("offer", 10_000)], outlook, Known.Facts() with { Contacts = [.. daysAgo.Select(days => Known.Contact(Now - Duration.FromDays(days)))] }, Now)
            .Single(touch => !touch.IsNothing).Score;
        Assert.Equal(1000 - 100, Score());
        Assert.Equal(1000 - 300, Score(1, 6));
        Assert.Equal(1000 - 200, Score(1, 7));
    }

    [Fact]
    public void Terms_add_up_to_the_score_and_the_order_of_candidates_makes_no_difference() => Law.Holds(
        from values in Gen.Choose(-5, 50).Select(value => value * 100L).ListOf()
        from uplift in Gen.Choose(-100, 100).Select(percent => percent / 100d)
        from cost in Gen.Choose(0, 30)
        from shuffled in Gen.Shuffle(Enumerable.Range(0, values.Count).ToArray())
        select (values, uplift, cost, shuffled),
        given =>
        {
            var options = new NextTouchOptions { BelievedUplift = given.uplift, Costs = ImmutableDictionary<Channel, long>.Empty.Add(Channel.Email, given.cost), OptOutChance = 0.001 };
            TouchCandidate[] candidates = [.. given.values.Select((value, index) => Candidate($"r{index}", value))];
            var ranked = Rank(options, candidates);
            Assert.All(ranked, touch => Assert.Equal(touch.Score, touch.Terms.Sum(term => term["points"] is { } points ? long.Parse(points, CultureInfo.InvariantCulture) : 0)));
            Assert.Equal(candidates.Length + 1, ranked.Length);
            Assert.Equal(Names(ranked), Names(Rank(options, given.shuffled.Select(index => candidates[index]))));
            Assert.Equal(ranked.Select(touch => touch.Score).OrderDescending(), ranked.Select(touch => touch.Score));
        });

    [Fact]
    public void Extreme_values_do_not_overflow()
    {
        var options = new NextTouchOptions { BelievedUplift = 1, Costs = ImmutableDictionary<Channel, long>.Empty.Add(Channel.Email, long.MaxValue), OptOutChance = 1 };
        var outlook = new CustomerOutlook("7", Today) { Value = new ValueOutlook(1, 1, new Money(1e15m, Currency.Eur), new Money(7e27m, Currency.Eur), 364, EstimateStatus.Fitted) };
        var ranked = new NextBestTouch(GateList.Standard(new GateOptions()), options).Rank([Candidate("a", long.MaxValue), Candidate("b", long.MinValue)], outlook, Known.Facts(), Now);
        Assert.Equal([null, "a", "b"], Names(ranked));
    }

    [Theory]
    [InlineData(double.NaN, 0, 30)]
    [InlineData(1.1, 0, 30)]
    [InlineData(0, 2, 30)]
    [InlineData(0, double.NaN, 30)]
    [InlineData(0, 0, 0)]
    public void An_option_outside_its_range_is_refused(double uplift, double chance, int days) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NextBestTouch(new GateList(), new NextTouchOptions { BelievedUplift = uplift, OptOutChance = chance, PressureDays = days }));

    [Fact]
    public void A_candidate_of_another_person_or_given_twice_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Rank(Options, [Candidate("offer", 1), Candidate("offer", 2)]));
        Assert.Throws<ArgumentException>(() => Rank(Options, [Candidate("offer", 1) with { Key = new TouchKey("8", "offer", "1") }]));
    }

    private static ImmutableArray<RankedTouch> Rank(NextTouchOptions options, IEnumerable<TouchCandidate> candidates, GateFacts? facts = null) =>
        new NextBestTouch(GateList.Standard(new GateOptions()), options).Rank(candidates, new CustomerOutlook("7", Today), facts ?? Known.Facts(), Now);

    private static IEnumerable<string?> Names(ImmutableArray<RankedTouch> ranked) => ranked.Select(touch => touch.Candidate?.Key.Reason);

    private static TouchCandidate Candidate(string reason, long value) => new()
    {
        Key = new TouchKey("7", reason, "2026-03-02"),
        Reason = new Reason(reason),
        Class = TouchClass.Promotional,
        Purpose = Purpose.Marketing,
        Channels = [Channel.Email],
        Window = new DateInterval(Today, Today.PlusDays(5)),
        Value = value,
    };
}
