using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class GateTests
{
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);

    [Fact]
    public void Undeliverable_point_is_closed_to_every_class_until_a_new_fact()
    {
        var facts = Known.Facts() with { Suppressed = [new SuppressedPoint(Known.Email, SuppressionKind.Undeliverable, Known.LongAgo)] };
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            var verdict = new SuppressionGate().Evaluate(Known.Intent(touchClass), facts, Noon);
            Assert.Equal(Closed("suppression", Reopening.OnNewFact, ReasonCodes.Undeliverable, ("channel", "Email")), Shown(verdict));
            Assert.True(new SuppressionGate().Evaluate(Known.Intent(touchClass, point: Known.Mobile), facts, Noon).IsOpen);
        }
    }

    [Fact]
    public void Objection_closes_its_point_to_what_needs_consent_and_to_nothing_else()
    {
        var facts = Known.Facts() with { Suppressed = [new SuppressedPoint(Known.Email, SuppressionKind.Objection, Known.LongAgo)] };
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            var verdict = new SuppressionGate().Evaluate(Known.Intent(touchClass), facts, Noon);
            Assert.Equal(
                TouchClassRules.NeedsConsent(touchClass) ? Closed("suppression", Reopening.OnNewFact, ReasonCodes.Suppressed, ("channel", "Email")) : Shown(GateVerdict.Open),
                Shown(verdict));
            Assert.True(new SuppressionGate().Evaluate(Known.Intent(touchClass, point: Known.Mobile), facts, Noon).IsOpen);
        }
    }

    [Fact]
    public void Silence_closes_the_consent_gate_until_a_new_fact()
    {
        var facts = Known.Facts() with { Consents = ConsentLedger.Empty };
        var verdict = new ConsentGate().Evaluate(Known.Intent(), facts, Noon);
        Assert.Equal(Closed("consent", Reopening.OnNewFact, ReasonCodes.ConsentMissing, ("purpose", "marketing"), ("channel", "Email")), Shown(verdict));
        Assert.True(new ConsentGate().Evaluate(Known.Intent(TouchClass.Transactional), facts, Noon).IsOpen);
    }

    [Fact]
    public void Refusal_closes_the_consent_gate_and_is_named()
    {
        var facts = Known.Facts() with { Consents = new([Known.Says(ConsentState.OptOut, source: "letter")]) };
        var verdict = new ConsentGate().Evaluate(Known.Intent(), facts, Noon);
        Assert.Equal(
            Closed("consent", Reopening.OnNewFact, ReasonCodes.ConsentRefused, ("purpose", "marketing"), ("channel", "Email"), ("said", "2020-01-01"), ("source", "letter")),
            Shown(verdict));
    }

    [Fact]
    public void Consent_is_judged_as_of_the_instant_of_sending()
    {
        var facts = Known.Facts() with { Consents = new([Known.Says(ConsentState.OptIn, at: Noon)]) };
        Assert.False(new ConsentGate().Evaluate(Known.Intent(), facts, Noon - Duration.FromSeconds(1)).IsOpen);
        Assert.True(new ConsentGate().Evaluate(Known.Intent(), facts, Noon).IsOpen);
    }

    [Fact]
    public void Quiet_hours_are_those_of_the_persons_clock_and_end_at_a_stated_instant()
    {
        var gate = new QuietHoursGate(QuietHours.Between(new LocalTime(20, 0), new LocalTime(8, 0)));
        var tokyo = Known.Facts(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]);
        Assert.True(gate.Evaluate(Known.Intent(), Known.Facts(), Noon).IsOpen);
        Assert.Equal(
            Closed(
                "quiet-hours",
                Reopening.At(Instant.FromUtc(2026, 3, 10, 23, 0)),
                ReasonCodes.QuietHours,
                ("local", "20:00"),
                ("zone", "Asia/Tokyo"),
                ("zone-source", "Person"),
                ("quiet", "20:00-08:00")),
            Shown(gate.Evaluate(Known.Intent(), tokyo, Noon)));
    }

    [Fact]
    public void Expired_occasion_is_closed_for_ever_to_every_class()
    {
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            var intent = Known.Intent(touchClass, Noon);
            Assert.True(new ExpiryGate().Evaluate(intent, Known.Facts(), Noon - Duration.Epsilon).IsOpen);
            Assert.Equal(
                Closed("expiry", Reopening.Never, ReasonCodes.Expired, ("expired", "2026-03-10T11:00:00Z")),
                Shown(new ExpiryGate().Evaluate(intent, Known.Facts(), Noon)));
        }
    }

    [Fact]
    public void Standard_gates_stand_in_their_order_and_the_first_closed_one_decides()
    {
        var gates = GateList.Standard(new GateOptions());
        Assert.Equal(["contact-point", "suppression", "consent", "care", "conflict", "channel", "quiet-hours", "blackout", "cap", "expiry"], gates.Rules);
        var facts = Known.Facts() with { Suppressed = [new SuppressedPoint(Known.Email, SuppressionKind.Objection, Known.LongAgo)], Consents = ConsentLedger.Empty };
        Assert.Equal("suppression", gates.Evaluate(Known.Intent(expires: Known.LongAgo), facts, Noon).Rule);
        Assert.Equal("consent", gates.Evaluate(Known.Intent(expires: Known.LongAgo), facts with { Suppressed = [] }, Noon).Rule);
        Assert.Equal("expiry", gates.Evaluate(Known.Intent(expires: Known.LongAgo), Known.Facts(), Noon).Rule);
        Assert.Same(GateVerdict.Open, gates.Evaluate(Known.Intent(), Known.Facts(), Noon));
        Assert.Same(GateVerdict.Open, new GateList().Evaluate(Known.Intent(), facts, Noon));
    }

    private static string Closed(string rule, Reopening reopening, string code, params (string Name, string Value)[] facts) =>
        $"closed by {rule}, {reopening}: {code}({string.Join(", ", facts.Select(fact => $"{fact.Name}={fact.Value}"))})";

    private static string Shown(GateVerdict verdict) => $"{(verdict.IsOpen ? "open" : "closed")} by {verdict.Rule}, {verdict.Reopening}: {verdict.Reason}";
}
