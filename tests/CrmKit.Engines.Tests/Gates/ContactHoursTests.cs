using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

/// <summary>Hours of the program's own stand in the place of the one stretch for everybody.</summary>
public sealed class ContactHoursTests
{
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);

    [Fact]
    public void Hours_of_ones_own_decide_by_channel_and_say_where_they_come_from()
    {
        var gates = GateList.Standard(new GateOptions { Hours = new NoCallsAtNoon(), QuietHours = QuietHours.Between(new LocalTime(11, 0), new LocalTime(13, 0)) });
        var facts = Known.Facts() with { Points = [Known.Email, Phone], Consents = new([Known.Says(ConsentState.OptIn), Known.Says(ConsentState.OptIn, Phone)]) };
        Assert.True(gates.Evaluate(Known.Intent(), facts, Noon).IsOpen);
        var verdict = gates.Evaluate(Known.Intent(point: Phone), facts, Noon);
        Assert.Equal(("quiet-hours", Reopening.At(Noon + Duration.FromHours(1))), (verdict.Rule, verdict.Reopening));
        Assert.Equal("gate.quiet-hours(local=12:00, zone=Europe/Berlin, zone-source=Person, quiet=noon, source=custom)", verdict.Reason.ToString());
        Assert.Equal("no calls at noon", gates.InForce["quiet-hours"]);
    }

    [Fact]
    public void Rules_in_force_name_every_gate_and_what_it_was_set_to() => Assert.Equal(
        "plan.rules-in-force(contact-point=on, suppression=on, consent=on, care=on, conflict=on, channel=Email, Sms, quiet-hours=20:00-08:00, "
        + "blackout=sale 2026-03-10 to 2026-03-11 (Sms), cap=all: 1 in 14 days; channel Sms: 1 in 30 days, expiry=on)",
        GateList.Standard(new GateOptions
        {
            Channels = [Channel.Email, Channel.Sms],
            MoreCaps = [new GroupCap(CapGroup.Of(Channel.Sms), TouchCap.AtMost(1, 30))],
            Blackouts = [new Blackout("sale", new LocalDate(2026, 3, 10), new LocalDate(2026, 3, 11), Channel.Sms)],
        }).InForce.ToString());

    [Fact]
    public void Purchase_makes_a_contact_pointless_and_nothing_opens_it_again()
    {
        var intent = Known.Intent() with { Moot = TouchMoot.OnPurchaseAfter(new LocalDate(2026, 3, 1)) };
        Assert.True(new ExpiryGate().Evaluate(intent, Known.Facts(), Noon).IsOpen);
        Assert.True(new ExpiryGate().Evaluate(intent, Known.Facts() with { LastPurchase = new LocalDate(2026, 3, 1) }, Noon).IsOpen);
        var verdict = new ExpiryGate().Evaluate(intent, Known.Facts() with { LastPurchase = new LocalDate(2026, 3, 2) }, Noon);
        Assert.Equal(("expiry", Reopening.Never, "gate.moot(purchase=2026-03-02, after=2026-03-01)"), (verdict.Rule, verdict.Reopening, verdict.Reason.ToString()));
        Assert.True(new ExpiryGate().Evaluate(Known.Intent(), Known.Facts() with { LastPurchase = new LocalDate(2026, 3, 2) }, Noon).IsOpen);
    }

    private static ContactPoint Phone { get; } = ContactPoint.Parse(Channel.Phone, "+4930123456");

    private sealed class NoCallsAtNoon : IContactHours
    {
        public string Setting => "no calls at noon";

        public HoursClosure? ClosureAt(TouchIntent intent, GateFacts facts, Instant at) =>
            intent.Point.Channel == Channel.Phone && at.InZone(facts.Zone.Zone).Hour == 12
                ? new HoursClosure(Reopening.At(at + Duration.FromHours(1)), "noon", "custom")
                : null;
    }
}
