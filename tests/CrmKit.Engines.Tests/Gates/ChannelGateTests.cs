namespace CrmKit.Engines.Tests;

public sealed class ChannelGateTests
{
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);

    [Fact]
    public void Channel_that_is_not_in_use_stays_closed_to_every_class()
    {
        var gate = new ChannelGate(Channel.Sms);
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            var verdict = gate.Evaluate(Known.Intent(touchClass), Known.Facts(), Noon);
            Assert.Equal(("channel", Reopening.Never, "gate.channel-not-offered(channel=Email)"), (verdict.Rule, verdict.Reopening, verdict.Reason.ToString()));
            Assert.True(gate.Evaluate(Known.Intent(touchClass, point: Known.Mobile), Known.Facts(), Noon).IsOpen);
        }

        Assert.Equal("Sms", gate.Setting);
    }

    [Fact]
    public void Channel_that_the_person_refused_stops_offers_and_greetings_and_never_service()
    {
        var facts = Known.Facts() with { Blocks = [new ContactBlock(Channel.Phone), new ContactBlock(Channel.Email)] };
        var gate = new ChannelGate(Enum.GetValues<Channel>().ToImmutableArray());
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            var verdict = gate.Evaluate(Known.Intent(touchClass), facts, Noon);
            Assert.Equal(touchClass is TouchClass.Transactional or TouchClass.Legal, verdict.IsOpen);
            Assert.True(gate.Evaluate(Known.Intent(touchClass, point: Known.Mobile), facts, Noon).IsOpen);
        }

        var closed = gate.Evaluate(Known.Intent(), facts, Noon);
        Assert.Equal((Reopening.OnNewFact, "gate.channel-refused(channel=Email)"), (closed.Reopening, closed.Reason.ToString()));
    }

    [Fact]
    public void Candidate_becomes_an_intent_on_its_own_channels_alone()
    {
        var candidate = new TouchCandidate
        {
            Key = Known.Key(),
            Reason = new Reason("test"),
            Class = TouchClass.Promotional,
            Purpose = Purpose.Marketing,
            Channels = [Channel.Email],
            Window = new DateInterval(new LocalDate(2026, 3, 10), new LocalDate(2026, 3, 12)),
            Regards = new EventKey("ticket"),
            Moot = TouchMoot.OnPurchaseAfter(new LocalDate(2026, 1, 1)),
        };
        var intent = candidate.ToIntent(Known.Email, Known.Berlin);
        Assert.Equal((Known.BerlinTime(2026, 3, 13, 0), candidate.Regards, candidate.Moot), (intent.ExpiresAt, intent.Regards, intent.Moot));
        Assert.Throws<ArgumentException>(() => candidate.ToIntent(Known.Mobile, Known.Berlin));

        // A purchase that is known when the contact is planned was taken into account by who proposed it.
        var known = new LocalDate(2026, 2, 1);
        Assert.Equal(TouchMoot.OnPurchaseAfter(known), candidate.ToIntent(Known.Email, Known.Facts() with { LastPurchase = known }).Moot);
        Assert.Equal(candidate.Moot, candidate.ToIntent(Known.Email, Known.Facts() with { LastPurchase = new LocalDate(2025, 12, 31) }).Moot);
        Assert.Equal(TouchMoot.Never, (candidate with { Moot = TouchMoot.Never }).ToIntent(Known.Email, Known.Facts() with { LastPurchase = known }).Moot);
    }
}
