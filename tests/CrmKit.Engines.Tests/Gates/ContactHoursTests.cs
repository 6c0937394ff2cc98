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

    // Nine in the evening in Berlin is three in the afternoon in New York.
    [Fact]
    public void Table_decides_by_region_of_the_zone_channel_and_purpose_and_the_stretch_for_everybody_where_it_has_no_row()
    {
        var table = new ContactHoursTable(ContactHoursRule.UnitedStatesTelephone(HoursByRegion.ChannelCode(Channel.Phone), Purpose.Marketing.Code));
        var gate = new QuietHoursGate(new HoursByRegion(table, QuietHours.Between(new LocalTime(14, 0), new LocalTime(16, 0))));
        var newYork = Known.Facts(DateTimeZoneProviders.Tzdb["America/New_York"]);
        var at = Instant.FromUtc(2026, 3, 10, 19, 0);
        Assert.True(gate.Evaluate(Known.Intent(point: Phone), newYork, at).IsOpen);
        Assert.False(gate.Evaluate(Known.Intent(), newYork, at).IsOpen);
        Assert.True(gate.Evaluate(Known.Intent(point: Phone), Known.Facts(), at).IsOpen);
        Assert.False(gate.Evaluate(Known.Intent(point: Phone) with { Purpose = Purpose.Greetings }, newYork, at).IsOpen);

        // 8 a.m. in New York, where the clocks went forward two days ago.
        var late = gate.Evaluate(Known.Intent(point: Phone), newYork, Instant.FromUtc(2026, 3, 11, 3, 0));
        Assert.Equal(Reopening.At(Instant.FromUtc(2026, 3, 11, 12, 0)), late.Reopening);
        Assert.Equal(("US phone marketing", true), (late.Reason["quiet"], late.Reason["source"]?.StartsWith("47 CFR 64.1200(c)(1)", StringComparison.Ordinal)));
        Assert.StartsWith("US phone marketing: 47 CFR", gate.Setting, StringComparison.Ordinal);
        Assert.EndsWith("; otherwise 14:00-16:00", gate.Setting, StringComparison.Ordinal);
    }

    [Fact]
    public void Region_that_the_program_tells_goes_before_that_of_the_zone_and_hours_that_never_come_open_with_a_new_fact()
    {
        var table = new ContactHoursTable(new ContactHoursRule("US-TX", null, null, new BusinessHours(WeeklyHours.Closed), "test"));
        var texas = new QuietHoursGate(new HoursByRegion(table, QuietHours.None, static (_, _) => "US-TX"));
        var verdict = texas.Evaluate(Known.Intent(), Known.Facts(), Noon);
        Assert.Equal((false, Reopening.OnNewFact), (verdict.IsOpen, verdict.Reopening));
        Assert.True(new QuietHoursGate(new HoursByRegion(table, QuietHours.None)).Evaluate(Known.Intent(), Known.Facts(), Noon).IsOpen);
    }

    [Fact]
    public void Country_of_a_zone_is_that_of_the_zone_data_aliases_included()
    {
        Assert.Equal("DE", HoursByRegion.CountryOf(Known.Berlin));
        Assert.Equal("US", HoursByRegion.CountryOf(DateTimeZoneProviders.Tzdb["US/Eastern"]));
        Assert.Null(HoursByRegion.CountryOf(DateTimeZone.Utc));
    }

    [Fact]
    public void Closed_days_of_a_business_calendar_are_days_without_contact()
    {
        var calendar = new BusinessCalendar(WeekMask.MondayToFriday, new LocalDate(2026, 3, 16));
        var gate = new BlackoutGate(new ClosedDays(calendar, "closed", Channel.Phone));
        var saturday = Known.BerlinTime(2026, 3, 14, 12);
        var verdict = gate.Evaluate(Known.Intent(point: Phone), Known.Facts(), saturday);
        Assert.Equal(Reopening.At(Known.BerlinTime(2026, 3, 17, 0)), verdict.Reopening);
        Assert.Equal("gate.blackout(name=closed, day=2026-03-14, channel=Phone)", verdict.Reason.ToString());
        Assert.True(gate.Evaluate(Known.Intent(), Known.Facts(), saturday).IsOpen);
        Assert.Equal("closed (Phone)", gate.Setting);
        Assert.Throws<ArgumentException>(() => new ClosedDays(calendar, " "));
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
