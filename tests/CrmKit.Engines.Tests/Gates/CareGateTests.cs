using CrmKit.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class CareGateTests
{
    private static readonly Instant Nine = Known.BerlinTime(2026, 3, 29, 9);

    private static readonly Gen<(GateFacts Facts, TouchKind Kind, Instant At)> Cases =
        from zone in Generated.Zones
        from flags in Generated.UpTo(4, PeopleGenerators.CareFlags)
        from kind in Gen.Elements(TouchKind.Pitch, TouchKind.Pitch, TouchKind.Care, TouchKind.Value)
        from at in Generated.NearInstants
        select (Known.Facts(zone) with { CareFlags = flags }, kind, at);

    [Fact]
    public void Gate_stops_pitches_alone_and_only_while_a_flag_holds_on_the_persons_day() => Law.Holds(Cases, given =>
    {
        var today = given.At.InZone(given.Facts.Zone.Zone).Date;
        var isHeld = given.Kind == TouchKind.Pitch && given.Facts.CareFlags.Any(flag => flag.Until is null || today <= flag.Until);
        var verdict = Judge(given.Facts, given.Kind, given.At);
        Assert.Equal(isHeld, !verdict.IsOpen);
        Assert.Equal(isHeld, verdict.IsForStaff);
    }, tests: 1000);

    [Fact]
    public void Gate_opens_at_the_instant_that_it_named_and_not_before() => Law.Holds(Cases, given =>
    {
        var verdict = Judge(given.Facts, given.Kind, given.At);
        if (verdict.IsOpen)
        {
            return;
        }

        Assert.Equal(given.Facts.CareFlags.Any(flag => flag.Until is null), verdict.Reopening == Reopening.OnNewFact);
        if (verdict.Reopening.Kind == ReopeningKind.Instant)
        {
            Assert.True(verdict.Reopening.Instant > given.At);
            Assert.True(Judge(given.Facts, given.Kind, verdict.Reopening.Instant).IsOpen);
            Assert.False(Judge(given.Facts, given.Kind, verdict.Reopening.Instant - Duration.Epsilon).IsOpen);
        }
    }, tests: 1000);

    // Whether somebody may be written to is settled before how the person is to be treated: nobody of the staff is asked to decide about the forbidden.
    [Fact]
    public void Refused_consent_is_told_before_care()
    {
        var gates = GateList.Standard(new GateOptions());
        var spared = Known.Facts() with { CareFlags = [new CareFlag(CareKind.Bereavement)] };
        Assert.Equal("care", gates.Evaluate(Known.Intent(), spared, Nine).Rule);
        Assert.Equal("consent", gates.Evaluate(Known.Intent(), spared with { Consents = new([Known.Says(ConsentState.OptOut)]) }, Nine).Rule);
    }

    [Fact]
    public void Planner_hands_pitches_to_staff_with_the_instant_at_which_the_flag_ends()
    {
        var flagged = Known.Facts() with { CareFlags = [new CareFlag(CareKind.Hardship, new LocalDate(2026, 4, 2))] };
        var plan = Plan(flagged, TouchClass.Promotional);
        var decision = Assert.Single(plan.Decisions);
        Assert.Empty(plan.Touches);
        Assert.Equal((PlanOutcome.ForStaff, "care", ReasonCodes.Care), (decision.Outcome, decision.Rule, decision.DecidedBecause.Code));
        Assert.Equal(Known.BerlinTime(2026, 4, 3, 0), decision.OpensAt);
        Assert.Equal(("Hardship", "2026-04-02"), (decision.DecidedBecause["kind"], decision.DecidedBecause["until"]));
    }

    [Fact]
    public void Planner_hands_pitches_to_staff_without_an_instant_where_no_end_is_known()
    {
        var decision = Assert.Single(Plan(Known.Facts() with { CareFlags = [new CareFlag(CareKind.Conflict)] }, TouchClass.Promotional).Decisions);
        Assert.Equal((PlanOutcome.ForStaff, null), (decision.Outcome, decision.OpensAt));
    }

    [Fact]
    public void Greetings_and_service_reach_whoever_is_spared_and_expired_flags_stop_nothing()
    {
        var flagged = Known.Facts() with { CareFlags = [new CareFlag(CareKind.Bereavement)] };
        foreach (var touchClass in Enum.GetValues<TouchClass>().Except([TouchClass.Promotional]))
        {
            Assert.Single(Plan(flagged, touchClass).Touches);
        }

        Assert.Single(Plan(Known.Facts() with { CareFlags = [new CareFlag(CareKind.Pace, new LocalDate(2026, 3, 28))] }, TouchClass.Promotional).Touches);
        Assert.Empty(Plan(Known.Facts() with { CareFlags = [new CareFlag(CareKind.Pace, new LocalDate(2026, 3, 29))] }, TouchClass.Promotional).Touches);
    }

    private static GateVerdict Judge(GateFacts facts, TouchKind kind, Instant at) => new CareGate().Evaluate(Known.Intent() with { Kind = kind }, facts, at);

    private static ContactPlan Plan(GateFacts facts, TouchClass touchClass)
    {
        var candidate = new TouchCandidate
        {
            Key = Known.Key(),
            Reason = new Reason("test"),
            Class = touchClass,
            Purpose = Purpose.Marketing,
            Channels = [Channel.Email],
            Window = new DateInterval(PlanningGenerators.Today, PlanningGenerators.Today.PlusDays(30)),
        };
        return new Planning([new PlanningCase(facts, [candidate])], TouchCap.None, DayLimit.None, 0, Nine).Plan();
    }
}
