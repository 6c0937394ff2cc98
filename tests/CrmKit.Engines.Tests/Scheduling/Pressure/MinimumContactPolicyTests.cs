using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

public sealed class MinimumContactPolicyTests
{
    private static readonly LocalDate Today = new(2026, 3, 10);
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);
    private static readonly MinimumContact OneIn180 = MinimumContact.AtLeast(1, 180);

    [Fact]
    public void Last_care_says_by_which_day_the_next_must_be_placed()
    {
        var facts = Known.Facts() with { Contacts = [Caring(Today.PlusDays(-100))] };
        var decision = Decide(OneIn180, facts, horizon: 365);
        Assert.Equal(MinimumContactStatus.Needed, decision.Status);

        // The 180 days after the last care end with the day on which the next falls at the latest; the one after that a window later.
        Assert.Equal([Today.PlusDays(80), Today.PlusDays(260)], decision.LatestDays.AsEnumerable());
        Assert.Equal(Known.Email, decision.Intent?.Point);
        Assert.Equal(Today, decision.FirstPossible);
        Assert.Equal(MinimumContactStatus.Kept, Decide(OneIn180, facts, horizon: 80).Status);
    }

    [Fact]
    public void Promised_care_counts_and_pitches_and_service_do_not()
    {
        var promised = Known.Facts() with { Contacts = [Caring(Today.PlusDays(-100))], Commitments = [Caring(Today.PlusDays(30))] };
        Assert.Equal(MinimumContactStatus.Kept, Decide(OneIn180, promised, horizon: 180).Status);
        var others = Known.Facts() with { Contacts = [Caring(Today.PlusDays(-1)) with { Kind = TouchKind.Pitch }, Caring(Today.PlusDays(-1)) with { Class = TouchClass.Transactional }] };
        Assert.Equal([Today], Decide(OneIn180, others, horizon: 1).LatestDays.AsEnumerable());
    }

    [Fact]
    public void Newcomer_is_owed_the_first_care_within_a_window_and_no_minimum_asks_nothing()
    {
        Assert.Equal([Today.PlusDays(169)], Decide(OneIn180, Known.Facts(), since: Today.PlusDays(-10), horizon: 180).LatestDays.AsEnumerable());
        Assert.Equal(MinimumContactStatus.Kept, Decide(MinimumContact.None, Known.Facts(), horizon: 365).Status);
        Assert.Equal(MinimumContact.None, default);
        Assert.Equal("at least 1 in 180 days", OneIn180.ToString());
    }

    [Fact]
    public void Blackout_moves_the_latest_day_before_it()
    {
        var facts = Known.Facts() with { Contacts = [Caring(Today.PlusDays(-100))] };
        var options = new GateOptions { Blackouts = [new Blackout("summer", Today.PlusDays(70), Today.PlusDays(90))] };
        Assert.Equal([Today.PlusDays(69)], Decide(OneIn180, facts, options, horizon: 180).LatestDays.AsEnumerable());
    }

    [Fact]
    public void Missing_consent_conflicts_with_the_minimum_and_is_named_with_its_reason()
    {
        var decision = Decide(OneIn180, Known.Facts() with { Consents = ConsentLedger.Empty }, horizon: 30);
        Assert.Equal((MinimumContactStatus.Infeasible, null), (decision.Status, decision.FirstPossible));
        Assert.Equal(
            ["minimum: minimum.owed(count=1, window=180)", "consent: gate.consent-missing(purpose=marketing, channel=Email)"],
            decision.Conflicts.Select(conflict => $"{conflict.Rule}: {conflict.Reason}"));
    }

    [Fact]
    public void Each_rule_that_leaves_no_day_is_named()
    {
        Assert.Equal(["minimum", "conflict"], Rules(Decide(OneIn180, Known.Facts() with { OpenComplaints = [new OpenComplaint(new EventKey("ticket"), Noon)] }, horizon: 30)));
        var blackout = new GateOptions { Blackouts = [new Blackout("closed", Today, Today.PlusDays(400))] };
        Assert.Equal(["minimum", "blackout"], Rules(Decide(OneIn180, Known.Facts(), blackout, horizon: 30)));
        Assert.Equal(["minimum", "contact-point"], Rules(Decide(OneIn180, Known.Facts() with { Points = [] }, horizon: 30)));
        var capped = Decide(OneIn180, Known.Facts(), new GateOptions { Cap = TouchCap.AtMost(0, 30) }, horizon: 30, touchClass: TouchClass.Promotional);
        Assert.Equal(["minimum", "cap"], Rules(capped));
        Assert.Equal("minimum.cap-leaves-no-room(group=all, cap=0, window=30)", capped.Conflicts[1].Reason.ToString());

        // A greeting passes caps.
        Assert.Equal([Today], Decide(OneIn180, Known.Facts(), new GateOptions { Cap = TouchCap.AtMost(0, 30) }, horizon: 30).LatestDays.AsEnumerable());
    }

    [Fact]
    public void Minimum_and_maximum_that_contradict_each_other_are_both_named_and_no_other_rule()
    {
        var options = new GateOptions { Cap = TouchCap.AtMost(1, 30), MoreCaps = [new GroupCap(CapGroup.Of(Channel.Email), TouchCap.AtMost(5, 30))] };
        var decision = Decide(MinimumContact.AtLeast(2, 30), Known.Facts(), options, horizon: 60, touchClass: TouchClass.Promotional, since: Today);
        Assert.Equal(["minimum", "cap"], Rules(decision));
        Assert.Equal("all", decision.Conflicts[1].Reason["group"]);
        Assert.Equal(Today, decision.FirstPossible);
    }

    // At nine in the evening nobody is called any more, and the day after is closed: both rules stand against a minimum that ends tomorrow.
    [Fact]
    public void Day_that_two_gates_close_between_them_names_both()
    {
        var options = new GateOptions { Blackouts = [new Blackout("closed", Today.PlusDays(1), Today.PlusDays(1))] };
        var facts = Known.Facts() with { Contacts = [Caring(Today.PlusDays(-9))] };
        var policy = new MinimumContactPolicy(MinimumContact.AtLeast(1, 10), options);
        var decision = policy.Decide(facts, Candidate(), Today.PlusDays(-100), Known.BerlinTime(2026, 3, 10, 21), horizonDays: 3);
        Assert.Equal(["minimum", "quiet-hours", "blackout"], Rules(decision));
        Assert.Equal(Today.PlusDays(2), decision.FirstPossible);
    }

    [Fact]
    public void Second_contact_point_serves_where_the_first_one_is_closed()
    {
        var facts = Known.Facts() with { Blocks = [new ContactBlock(Channel.Email)] };
        Assert.Equal(Known.Mobile, Decide(OneIn180, facts, horizon: 30).Intent?.Point);
    }

    [Fact]
    public void Contact_of_another_customer_a_pitch_and_numbers_outside_their_range_are_rejected()
    {
        var policy = new MinimumContactPolicy(OneIn180, new GateOptions());
        Assert.Throws<ArgumentException>(() => policy.Decide(Known.Facts() with { Customer = "8" }, Candidate(), Today, Noon, 30));
        Assert.Throws<ArgumentException>(() => policy.Decide(Known.Facts(), Candidate() with { Kind = TouchKind.Pitch }, Today, Noon, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Decide(Known.Facts(), Candidate(), Today, Noon, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Decide(Known.Facts(), Candidate(), Today, Noon, 3661));
        Assert.Throws<ArgumentOutOfRangeException>(() => MinimumContact.AtLeast(0, 180));
        Assert.Throws<ArgumentOutOfRangeException>(() => MinimumContact.AtLeast(1, 0));
    }

    private static IEnumerable<string> Rules(MinimumContactDecision decision)
    {
        Assert.Equal(MinimumContactStatus.Infeasible, decision.Status);
        return decision.Conflicts.Select(conflict => conflict.Rule);
    }

    private static MinimumContactDecision Decide(
        MinimumContact minimum, GateFacts facts, GateOptions? options = null, int horizon = 30, TouchClass touchClass = TouchClass.Relationship, LocalDate? since = null) =>
        new MinimumContactPolicy(minimum, options ?? new GateOptions()).Decide(facts, Candidate(touchClass), since ?? Today.PlusDays(-1000), Noon, horizon);

    private static TouchCandidate Candidate(TouchClass touchClass = TouchClass.Relationship) => new()
    {
        Key = new TouchKey("7", "care", "next"),
        Reason = new Reason("care"),
        Class = touchClass,
        Kind = TouchKind.Value,
        Purpose = Purpose.Marketing,
        Channels = [Channel.Email, Channel.Sms],
        Window = new DateInterval(Today.PlusDays(-5), Today.PlusDays(1000)),
    };

    private static ContactRecord Caring(LocalDate day) =>
        Known.Contact((day + new LocalTime(12, 0)).InZoneStrictly(Known.Berlin).ToInstant(), TouchClass.Relationship);
}
