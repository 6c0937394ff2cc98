using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

/// <summary>The table of classes is what the gates do, for every aspect, class and kind.</summary>
public sealed class TouchClassRulesTests
{
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);
    private static readonly LocalDate Day = new(2026, 3, 10);

    public static TheoryData<GateAspect> Aspects => [.. Enum.GetValues<GateAspect>()];

    [Fact]
    public void Table_has_one_line_an_aspect_in_the_order_of_the_gates()
    {
        Assert.Equal(Enum.GetValues<GateAspect>(), TouchClassRules.Table.Select(rule => rule.Aspect));
        Assert.Equal(GateList.Standard(new GateOptions()).Rules, TouchClassRules.Table.Select(rule => RuleOf(rule.Aspect)).Distinct());
        Assert.Throws<ArgumentOutOfRangeException>(() => TouchClassRules.Of((GateAspect)99));
    }

    [Theory]
    [MemberData(nameof(Aspects))]
    public void Aspect_that_is_not_met_stops_the_contacts_that_the_table_says_and_no_other(GateAspect aspect)
    {
        var (facts, options, expires) = NotMet(aspect);
        var gates = GateList.Standard(options);
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            foreach (var kind in Enum.GetValues<TouchKind>())
            {
                var intent = Known.Intent(touchClass, expires) with { Kind = kind };
                var verdict = gates.Evaluate(intent, facts, Noon);
                Assert.Equal((!TouchClassRules.MayStop(aspect, touchClass, kind), touchClass, kind), (verdict.IsOpen, touchClass, kind));
                Assert.Equal(verdict.IsOpen ? "open" : RuleOf(aspect), verdict.Rule);
            }
        }
    }

    [Fact]
    public void Contacts_count_in_the_caps_where_the_table_says_so()
    {
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            var verdict = new CapGate(TouchCap.AtMost(1, 7)).Evaluate(Known.Intent(), Known.Facts() with { Contacts = [Known.Contact(Noon, touchClass)] }, Noon);
            Assert.Equal(TouchClassRules.Of(GateAspect.Cap).For(touchClass).HasFlag(GateEffect.Counts), !verdict.IsOpen);
        }
    }

    // What the table is for, said once more by hand.
    [Fact]
    public void Birthday_greeting_passes_caps_and_never_consent_suppression_or_quiet_hours()
    {
        Assert.Equal(
            (false, true, true, true, true),
            (Stops(GateAspect.Cap), Stops(GateAspect.Consent), Stops(GateAspect.Objection), Stops(GateAspect.Undeliverable), Stops(GateAspect.QuietHours)));
        Assert.True(TouchClassRules.CountsInCap(TouchClass.Relationship));

        static bool Stops(GateAspect aspect) => TouchClassRules.MayStop(aspect, TouchClass.Relationship, TouchKind.Care);
    }

    [Fact]
    public void Legal_notice_is_stopped_by_its_address_and_its_end_alone() => Assert.Equal(
        [GateAspect.ContactPoint, GateAspect.Undeliverable, GateAspect.ChannelOffered, GateAspect.Expiry],
        Enum.GetValues<GateAspect>().Where(aspect => TouchClassRules.MayStop(aspect, TouchClass.Legal, TouchKind.Value)));

    [Fact]
    public void Unknown_class_is_held_to_what_promotion_is_held_to() =>
        Assert.All(TouchClassRules.Table, rule => Assert.Equal(rule.Promotional, rule.For((TouchClass)99)));

    [Fact]
    public void Caring_contacts_give_care_or_something_of_use_and_are_no_part_of_a_purchase()
    {
        Assert.True(TouchClassRules.IsCaring(TouchClass.Relationship, TouchKind.Care));
        Assert.True(TouchClassRules.IsCaring(TouchClass.Promotional, TouchKind.Value));
        Assert.False(TouchClassRules.IsCaring(TouchClass.Relationship, TouchKind.Pitch));
        Assert.False(TouchClassRules.IsCaring(TouchClass.Transactional, TouchKind.Value));
        Assert.False(TouchClassRules.IsCaring(TouchClass.Legal, TouchKind.Care));
    }

    private static (GateFacts Facts, GateOptions Options, Instant Expires) NotMet(GateAspect aspect)
    {
        var (facts, options) = (Known.Facts(), new GateOptions());
        var expires = Noon + Duration.FromDays(1);
        return aspect switch
        {
            GateAspect.ContactPoint => (facts with { Points = [Known.Mobile] }, options, expires),
            GateAspect.Objection => (facts with { Suppressed = [new SuppressedPoint(Known.Email, SuppressionKind.Objection, Known.LongAgo)] }, options, expires),
            GateAspect.Undeliverable => (facts with { Suppressed = [new SuppressedPoint(Known.Email, SuppressionKind.Undeliverable, Known.LongAgo)] }, options, expires),
            GateAspect.Consent => (facts with { Consents = ConsentLedger.Empty }, options, expires),
            GateAspect.Care => (facts with { CareFlags = [new CareFlag(CareKind.Bereavement)] }, options, expires),
            GateAspect.Conflict => (facts with { OpenComplaints = [new OpenComplaint(new EventKey("ticket"), Known.LongAgo)] }, options, expires),
            GateAspect.ChannelOffered => (facts, options with { Channels = [Channel.Sms] }, expires),
            GateAspect.ChannelRefused => (facts with { Blocks = [new ContactBlock(Channel.Email)] }, options, expires),
            GateAspect.QuietHours => (facts, options with { QuietHours = QuietHours.Between(new LocalTime(11, 0), new LocalTime(13, 0)) }, expires),
            GateAspect.Blackout => (facts, options with { Blackouts = [new Blackout("closed", Day, Day)] }, expires),
            GateAspect.BlockedDay => (facts with { Blocks = [new ContactBlock(from: Day, until: Day)] }, options, expires),
            GateAspect.Cap => (facts with { Contacts = [Known.Contact(Noon)] }, options, expires),
            GateAspect.Expiry => (facts, options, Noon),
            _ => throw new ArgumentOutOfRangeException(nameof(aspect), aspect, "No facts are known that do not meet this."),
        };
    }

    private static string RuleOf(GateAspect aspect) => aspect switch
    {
        GateAspect.ContactPoint => "contact-point",
        GateAspect.Objection or GateAspect.Undeliverable => "suppression",
        GateAspect.Consent => "consent",
        GateAspect.Care => "care",
        GateAspect.Conflict => "conflict",
        GateAspect.ChannelOffered or GateAspect.ChannelRefused => "channel",
        GateAspect.QuietHours => "quiet-hours",
        GateAspect.Blackout or GateAspect.BlockedDay => "blackout",
        GateAspect.Cap => "cap",
        _ => "expiry",
    };
}
