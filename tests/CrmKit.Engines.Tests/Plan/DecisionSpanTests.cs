namespace CrmKit.Engines.Tests;

public sealed class DecisionSpanTests
{
    [Fact]
    public void Equal_decisions_of_consecutive_plannings_are_one_span_with_from_and_until()
    {
        var spans = DecisionSpan.Of([Deferred(1), Deferred(2), Other(2), Deferred(3), Planned(4)]);
        Assert.Equal(
            ["now Deferred 1-3 x3", "other Deferred 2-2 x1", "now Planned 4-4 x1"],
            spans.Select(span => $"{span.Last.Key.Occurrence} {span.Last.Outcome} {DayOf(span.From)}-{DayOf(span.Until)} x{span.Times}"));
        Assert.Equal("3", spans[0].Last.ProposedBecause["days"]);
    }

    [Fact]
    public void Decision_that_comes_back_after_another_is_a_span_of_its_own() =>
        Assert.Equal([2, 1, 1], DecisionSpan.Of([Deferred(1), Deferred(2), Planned(3), Deferred(4)]).Select(span => span.Times));

    [Fact]
    public void Whatever_decided_otherwise_parts_two_decisions()
    {
        var one = Deferred(1);
        PlanDecision[] others =
        [
            one with { Outcome = PlanOutcome.Refused },
            one with { Rule = "consent" },
            one with { OpensAt = null },
            one with { PolicyVersion = "2" },
            one with { DecidedBecause = new Reason(ReasonCodes.CapReached, ReasonArgument.Of("made", 2)) },
            one with { InForce = new Reason(ReasonCodes.RulesInForce) },
        ];
        Assert.All(others, other => Assert.Equal(2, DecisionSpan.Of([one, other]).Length));
        Assert.Single(DecisionSpan.Of([one, one with { FactsVersion = 9, ReliedOn = new Reason(ReasonCodes.FactsReliedOn), ZoneDataVersion = "later" }]));
    }

    [Fact]
    public void Facts_relied_on_tell_what_was_known_and_no_address()
    {
        var at = Known.BerlinTime(2026, 3, 10, 12);
        var facts = Known.Facts() with
        {
            Contacts = [Known.Contact(Known.BerlinTime(2026, 3, 1, 23)), Known.Contact(Known.BerlinTime(2026, 2, 1, 9))],
            Commitments = [Known.Contact(Known.BerlinTime(2026, 3, 20, 9))],
            LastPurchase = new LocalDate(2026, 1, 5),
            OpenComplaints = [new OpenComplaint(new EventKey("a"), at), new OpenComplaint(new EventKey("b"), at, at)],
            CareFlags = [new CareFlag(CareKind.Pace, new LocalDate(2026, 3, 9))],
            Blocks = [new ContactBlock(Channel.Sms), new ContactBlock(Channel.Email)],
            PreferredHours = new Calendars.DailyHours(new LocalTime(9, 0), new LocalTime(12, 0)),
        };
        Assert.Equal(
            "plan.facts-relied-on(at=2026-03-10T11:00:00Z, zone=Europe/Berlin, zone-source=Person, channel=Email, consent=OptIn, said=2020-01-01, source=web form, "
            + "contacts=2, commitments=1, last-contact=2026-03-01, last-purchase=2026-01-05, complaints=1, blocks=1, hours=09:00-12:00)",
            DecisionFacts.Of(facts, Known.Intent(), at).ToString());
        Assert.Equal(
            "plan.facts-relied-on(at=2026-03-10T11:00:00Z, zone=Europe/Berlin, zone-source=Person, contacts=0, commitments=0)",
            DecisionFacts.Of(Known.Facts(), intent: null, at).ToString());
    }

    private static int DayOf(Instant instant) => instant.InUtc().Day;

    private static PlanDecision Deferred(int day) => new()
    {
        Key = Known.Key(),
        Outcome = PlanOutcome.Deferred,
        ProposedBecause = new Reason(ReasonCodes.IntervalDue, ReasonArgument.Of("days", day)),
        DecidedBecause = new Reason(ReasonCodes.CapReached, ReasonArgument.Of("made", 1)),
        Rule = "cap",
        OpensAt = Known.BerlinTime(2026, 4, 1, 0),
        DecidedAt = Instant.FromUtc(2026, 3, day, 12, 0),
        FactsVersion = day,
        ZoneDataVersion = "test",
        PolicyVersion = "1",
    };

    private static PlanDecision Other(int day) => Deferred(day) with { Key = Known.Key("other") };

    private static PlanDecision Planned(int day) => Deferred(day) with { Outcome = PlanOutcome.Planned, Rule = "open", OpensAt = null, DecidedBecause = new Reason(ReasonCodes.GatesOpen) };
}
