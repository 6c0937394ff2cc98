using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

public sealed class ContactPlannerReasonTests
{
    private static readonly LocalDate Today = new(2026, 3, 29);

    // At six in the morning it is quiet until eight, and the birthday's greeting fills the cap for a fortnight.
    [Fact]
    public void Contact_that_waits_for_quiet_hours_and_cap_names_what_it_waits_for_longest()
    {
        var plan = Plan(GateList.Standard(new GateOptions()), Known.Facts(), Known.BerlinTime(2026, 3, 29, 6), Candidate("birthday") with { Class = TouchClass.Relationship, IsCommitment = true }, Candidate("offer"));
        var offer = plan.Decisions.Single(decision => decision.Key.Occurrence == "offer");
        Assert.Equal((PlanOutcome.Deferred, "cap", ReasonCodes.CapReached), (offer.Outcome, offer.Rule, offer.DecidedBecause.Code));
        Assert.Equal(Today.PlusDays(14), offer.OpensAt!.Value.InZone(Known.Berlin).Date);
    }

    [Fact]
    public void Gate_that_throws_holds_its_candidate_back_and_tells_no_more_than_its_type()
    {
        var gates = new GateList(new Throwing());
        var other = Known.Facts() with { Customer = "8" };
        var cases = new[] { new PlanningCase(Known.Facts(), [Candidate("a")]), new PlanningCase(other, [Candidate("a") with { Key = new TouchKey("8", "test", "a") }]) };
        var plan = Planner(gates).Plan(cases, Known.BerlinTime(2026, 3, 29, 9));
        Assert.Equal("8", Assert.Single(plan.Touches).Intent.Key.Customer.Value);
        Assert.Equal("message.rule-failed(error=InvalidOperationException)", plan.Decisions.Single(decision => decision.Outcome == PlanOutcome.Refused).DecidedBecause.ToString());
    }

    [Fact]
    public void Gate_of_the_program_s_own_that_never_opens_is_named()
    {
        var plan = Plan(GateList.Standard(new GateOptions(), new Blocked()), Known.Facts(), Known.BerlinTime(2026, 3, 29, 5), Candidate("a"));
        Assert.Equal((PlanOutcome.Refused, "blocked"), (plan.Decisions[0].Outcome, plan.Decisions[0].Rule));
    }

    [Fact]
    public void Candidate_without_channels_is_refused() =>
        Assert.Equal("contact-point", Assert.Single(Plan(GateList.Standard(new GateOptions()), Known.Facts(), Known.BerlinTime(2026, 3, 29, 9), Candidate("a") with { Channels = default }).Decisions).Rule);

    [Fact]
    public void Window_that_ends_before_a_day_that_a_zone_left_out_is_planned()
    {
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var morning = new LocalDateTime(2011, 12, 29, 9, 0).InZoneStrictly(apia).ToInstant();
        var candidate = Candidate("a") with { Window = new DateInterval(new LocalDate(2011, 12, 29), new LocalDate(2011, 12, 29)), Class = TouchClass.Transactional };
        var planner = new ContactPlanner(GateList.Standard(new GateOptions()), new ContactPlannerOptions { BusinessZone = apia });
        Assert.Single(planner.Plan([new PlanningCase(Known.Facts(apia), [candidate])], morning).Touches);
    }

    private static ContactPlan Plan(GateList gates, GateFacts facts, Instant now, params ImmutableArray<TouchCandidate> candidates) =>
        Planner(gates).Plan([new PlanningCase(facts, candidates)], now);

    private static ContactPlanner Planner(GateList gates) => new(gates, new ContactPlannerOptions { BusinessZone = Known.Berlin });

    private static TouchCandidate Candidate(string occurrence) => new()
    {
        Key = Known.Key(occurrence),
        Reason = new Reason("test"),
        Class = TouchClass.Promotional,
        Purpose = Purpose.Marketing,
        Channels = [Channel.Email],
        Window = new DateInterval(Today, Today.PlusDays(60)),
    };

    private sealed class Blocked : IGate
    {
        public string Rule => "blocked";

        public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at) => GateVerdict.Closed(Rule, new Reason("test.blocked"), Reopening.Never);
    }

    private sealed class Throwing : IGate
    {
        public string Rule => "throwing";

        public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at) =>
            facts.Customer == "7" ? throw new InvalidOperationException("anna@example.com") : GateVerdict.Open;
    }
}
