using System.Text;
using CrmKit.Scheduling;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ContactPlannerTests
{
    private static readonly LocalDate Today = PlanningGenerators.Today;
    private static readonly Instant Nine = Known.BerlinTime(2026, 3, 29, 9);

    [Fact]
    public void Plan_is_the_same_bytes_in_any_order_of_input() => Law.Holds(
        from planning in PlanningGenerators.Plannings
        from cases in Generated.Shuffled(planning.Cases)
        from candidates in Gen.CollectToArray(cases, item => Generated.Shuffled(item.Candidates))
        select (planning, shuffled: planning with { Cases = [.. cases.Zip(candidates, (item, shuffled) => item with { Candidates = shuffled })] }),
        given => Assert.Equal(Bytes(given.planning.Plan()), Bytes(given.shuffled.Plan())));

    // A source asked for both local days of one business day may name one effect twice, with other facts.
    [Fact]
    public void Effect_named_twice_is_one_effect_in_any_order_of_input()
    {
        var candidates = ImmutableArray.Create(
            Candidate("a") with { Reason = new Reason("test", ReasonArgument.Of("days", 30)) },
            Candidate("a") with { Reason = new Reason("test", ReasonArgument.Of("days", 31)) },
            Candidate("a", value: 5) with { Reason = new Reason("test", ReasonArgument.Of("days", 32)) });
        var plan = Plan(candidates);
        Assert.Equal(5, Assert.Single(plan.Touches).Value);
        Assert.Single(plan.Decisions);
        Assert.Equal(Bytes(plan), Bytes(Plan([.. candidates.Reverse()])));
        Assert.Equal(Bytes(Plan(candidates[..2])), Bytes(Plan([candidates[1], candidates[0]])));
    }

    [Fact]
    public void Seed_decides_between_equals()
    {
        var candidates = Enumerable.Range(0, 20).Select(i => Candidate(i.ToString(CultureInfo.InvariantCulture))).ToImmutableArray();
        var chosen = Enumerable.Range(0, 30).Select(seed => Assert.Single(Plan(candidates, limit: DayLimit.AtMost(1), seed: (ulong)seed).Touches).Intent.Key).ToList();
        Assert.True(chosen.Distinct().Count() > 5);
        Assert.Equal(chosen[3], Assert.Single(Plan(candidates, limit: DayLimit.AtMost(1), seed: 3).Touches).Intent.Key);
    }

    [Fact]
    public void Commitments_come_first_whatever_the_limit_and_fill_the_day()
    {
        var plan = Plan([Candidate("rich", value: 1000), Candidate("owed") with { IsCommitment = true, Class = TouchClass.Relationship }], limit: DayLimit.AtMost(1));
        Assert.Equal("owed", Assert.Single(plan.Touches).Intent.Key.Occurrence);
        Assert.Equal(1, plan.Count(PlanOutcome.Deferred));
        Assert.Single(Plan([Candidate("owed") with { IsCommitment = true }], limit: DayLimit.AtMost(0)).Touches);
    }

    [Fact]
    public void Limit_counts_contacts_and_commitments_of_the_business_day()
    {
        var made = Known.Contact(Known.BerlinTime(2026, 3, 29, 0), TouchClass.Legal);
        var promised = Known.Contact(Known.BerlinTime(2026, 3, 29, 23, 59), TouchClass.Legal);
        var others = new[] { Known.BerlinTime(2026, 3, 28, 23, 59), Known.BerlinTime(2026, 3, 30, 0) }.Select(at => Known.Contact(at, TouchClass.Legal));
        var facts = Known.Facts() with { Contacts = [made, .. others], Commitments = [promised] };
        Assert.Equal(1, Plan([Candidate("a"), Candidate("b")], facts, limit: DayLimit.AtMost(3)).Count(PlanOutcome.Planned));
        Assert.Equal("plan.day-full(limit=2)", Assert.Single(Plan([Candidate("a")], facts, limit: DayLimit.AtMost(2)).Decisions).DecidedBecause.ToString());
    }

    [Fact]
    public void Placed_contact_counts_in_the_cap_of_the_next()
    {
        var plan = Plan([Candidate("a", value: 2), Candidate("b", value: 1)], cap: TouchCap.AtMost(1, 7));
        Assert.Equal("a", Assert.Single(plan.Touches).Intent.Key.Occurrence);
        Assert.Equal((PlanOutcome.Refused, "cap", ReasonCodes.CapReached), (plan.Decisions[1].Outcome, plan.Decisions[1].Rule, plan.Decisions[1].DecidedBecause.Code));
        plan = Plan([Candidate("a", value: 2), Candidate("b", Today, Today.PlusDays(7), value: 1)], cap: TouchCap.AtMost(1, 7));
        Assert.Equal((PlanOutcome.Deferred, "cap", ReasonCodes.CapReached), (plan.Decisions[1].Outcome, plan.Decisions[1].Rule, plan.Decisions[1].DecidedBecause.Code));
        Assert.Equal(Today.PlusDays(7), plan.Decisions[1].OpensAt!.Value.InZone(Known.Berlin).Date);
    }

    // "The occasion ended" would be untrue: its end is still to come.
    [Fact]
    public void Occasion_that_ends_before_the_gates_open_is_refused_by_the_gate_that_is_closed_now()
    {
        var evening = Known.BerlinTime(2026, 3, 29, 21);
        var plan = new Planning([new PlanningCase(Known.Facts(), [Candidate("a")])], TouchCap.None, DayLimit.None, 0, evening).Plan();
        Assert.Equal((PlanOutcome.Refused, "quiet-hours", ReasonCodes.QuietHours), (plan.Decisions[0].Outcome, plan.Decisions[0].Rule, plan.Decisions[0].DecidedBecause.Code));
    }

    [Fact]
    public void Decided_effects_are_passed_over() =>
        Assert.Empty(Plan([Candidate("a")], Known.Facts() with { Decided = [Known.Key("a")] }).Decisions);

    [Fact]
    public void Refused_and_deferred_candidates_say_why()
    {
        AssertDecision(PlanOutcome.Refused, "contact-point", ReasonCodes.NoContactPoint, Candidate("a") with { Channels = [Channel.Post, Channel.Phone] });
        AssertDecision(PlanOutcome.Refused, "expiry", ReasonCodes.Expired, Candidate("a", Today.PlusDays(-9), Today.PlusDays(-1)));
        AssertDecision(PlanOutcome.Deferred, "day", ReasonCodes.LaterThanDay, Candidate("a", Today.PlusDays(1), Today.PlusDays(2)));
        AssertDecision(PlanOutcome.Refused, "consent", ReasonCodes.ConsentMissing, Candidate("a") with { Purpose = new Purpose("survey") });
        AssertDecision(PlanOutcome.Refused, "suppression", ReasonCodes.Suppressed, Candidate("a"), Known.Facts() with { Suppressed = [new SuppressedPoint(Known.Email, SuppressionKind.Objection, Known.LongAgo)] });
        AssertDecision(PlanOutcome.Refused, "contact-point", ReasonCodes.NoContactPoint, Candidate("a"), Known.Facts() with { Points = [] });

        static void AssertDecision(PlanOutcome outcome, string rule, string code, TouchCandidate candidate, GateFacts? facts = null)
        {
            var plan = Plan([candidate], facts);
            var decision = Assert.Single(plan.Decisions);
            Assert.Equal((outcome, rule, code), (decision.Outcome, decision.Rule, decision.DecidedBecause.Code));
            Assert.Empty(plan.Touches);
        }
    }

    [Fact]
    public void Decision_holds_everything_that_decided_it()
    {
        var decision = Assert.Single(Plan([Candidate("a")]).Decisions);
        Assert.Equal((PlanOutcome.Planned, "open", "gates.open", 3L, "1"), (decision.Outcome, decision.Rule, decision.DecidedBecause.Code, decision.FactsVersion, decision.PolicyVersion));
        Assert.Equal(Known.Facts().ReadAt, decision.DecidedAt);
        Assert.NotEmpty(decision.ZoneDataVersion);
        Assert.Equal(new Reason("test"), decision.ProposedBecause);
    }

    [Fact]
    public void Second_contact_point_is_used_where_the_first_is_closed()
    {
        var candidate = Candidate("a") with { Channels = [Channel.Sms, Channel.Email] };
        Assert.Equal(Known.Email, Assert.Single(Plan([candidate]).Touches).Intent.Point);
        Assert.Equal(Known.Mobile, Assert.Single(Plan([candidate], Known.Facts() with { Suppressed = [new SuppressedPoint(Known.Email, SuppressionKind.Objection, Known.LongAgo)] }).Touches).Intent.Point);
    }

    [Fact]
    public void Business_day_spans_two_local_days_in_Tokyo()
    {
        var tokyo = Known.Facts(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]);
        var midnight = new LocalDateTime(2026, 10, 1, 0, 30);
        Assert.Equal("2026-10-01T13:30:00 Asia/Tokyo (+09)", SentAt(tokyo, midnight, new LocalDate(2026, 10, 1)));
        Assert.Equal("2026-10-02T08:00:00 Asia/Tokyo (+09)", SentAt(tokyo, midnight, new LocalDate(2026, 10, 2)));
        Assert.Equal("deferred", SentAt(tokyo, midnight, new LocalDate(2026, 10, 3)));
    }

    [Fact]
    public void Business_day_spans_two_local_days_in_Honolulu()
    {
        var honolulu = Known.Facts(DateTimeZoneProviders.Tzdb["Pacific/Honolulu"]);
        var midnight = new LocalDateTime(2026, 10, 1, 0, 30);
        Assert.Equal("2026-09-30T18:30:00 Pacific/Honolulu (-10)", SentAt(honolulu, midnight, new LocalDate(2026, 9, 30)));
        Assert.Equal("2026-10-01T08:00:00 Pacific/Honolulu (-10)", SentAt(honolulu, midnight, new LocalDate(2026, 10, 1)));
        Assert.Equal("deferred", SentAt(honolulu, midnight, new LocalDate(2026, 10, 2)));
    }

    [Fact]
    public void Customer_who_comes_twice_is_rejected_and_never_named()
    {
        var anna = Known.Facts() with { Customer = "anna@example.com" };
        var twice = Assert.Throws<ArgumentException>(() => PlanCases([new PlanningCase(anna, []), new PlanningCase(anna, [])]));
        var foreign = Assert.Throws<InvalidOperationException>(() => PlanCases([new PlanningCase(anna, [Candidate("a")])]));

        // A customer's id is the program's own key, which may be an address.
        Assert.DoesNotContain("anna", twice.Message + foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_planning_stops() =>
        Assert.Throws<OperationCanceledException>(() => new ContactPlanner(GateList.Standard(new GateOptions()), new ContactPlannerOptions { BusinessZone = Known.Berlin })
            .Plan([new PlanningCase(Known.Facts(), [Candidate("a")])], Nine, new CancellationToken(canceled: true)));

    [Fact]
    public void No_limit_is_a_value_of_its_own()
    {
        Assert.Equal(DayLimit.None, default);
        Assert.NotEqual(DayLimit.None, DayLimit.AtMost(0));
        Assert.Equal(0, DayLimit.AtMost(0).Max);
        Assert.Throws<ArgumentOutOfRangeException>(() => DayLimit.AtMost(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DayLimit.AtMost(int.MaxValue));
    }

    private static TouchCandidate Candidate(string occurrence, LocalDate? start = null, LocalDate? end = null, long value = 0) => new()
    {
        Key = Known.Key(occurrence),
        Reason = new Reason("test"),
        Class = TouchClass.Promotional,
        Purpose = Purpose.Marketing,
        Channels = [Channel.Email],
        Window = new DateInterval(start ?? Today, end ?? start ?? Today),
        Value = value,
    };

    private static ContactPlan Plan(ImmutableArray<TouchCandidate> candidates, GateFacts? facts = null, DayLimit limit = default, TouchCap cap = default, ulong seed = 0) =>
        new Planning([new PlanningCase(facts ?? Known.Facts(), candidates)], cap, limit, seed, Nine).Plan();

    private static ContactPlan PlanCases(ImmutableArray<PlanningCase> cases) => new Planning(cases, TouchCap.None, DayLimit.None, 0, Nine).Plan();

    private static string SentAt(GateFacts facts, LocalDateTime newYorkTime, LocalDate wanted)
    {
        var newYork = DateTimeZoneProviders.Tzdb["America/New_York"];
        var planning = new Planning(
            [new PlanningCase(facts, [Candidate("a", wanted)])], TouchCap.None, DayLimit.None, 0, newYorkTime.InZoneStrictly(newYork).ToInstant()) { BusinessZone = newYork };
        var plan = planning.Plan();
        Assert.Equal(new LocalDate(2026, 10, 1), plan.Day);
        return plan.Touches.IsEmpty ? Assert.Single(plan.Decisions).Outcome.ToString().ToLowerInvariant() : plan.Touches[0].LocalTime.ToString("G", CultureInfo.InvariantCulture);
    }

    /// <summary>Everything in the plan, in its order.</summary>
    private static string Bytes(ContactPlan plan)
    {
        var text = new StringBuilder().AppendLine(plan.Day.ToString("R", CultureInfo.InvariantCulture));
        foreach (var touch in plan.Touches)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{touch.Intent.Key} {touch.Intent.Point.Address} {touch.Intent.ExpiresAt} {touch.Reason} {touch.SendAt} {touch.Zone.Zone.Id} {touch.Value}");
        }

        foreach (var decision in plan.Decisions)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{decision.Key} {decision.Outcome} {decision.Rule} {decision.ProposedBecause} {decision.DecidedBecause} {decision.DecidedAt} {decision.FactsVersion} {decision.PolicyVersion}");
        }

        return text.ToString();
    }
}
