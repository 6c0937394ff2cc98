namespace CrmKit.Engines.Tests;

public sealed class BlackoutGateTests
{
    private static readonly LocalDate Tenth = new(2026, 3, 10);
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);

    [Fact]
    public void Blackout_closes_its_days_on_the_persons_calendar_and_opens_at_the_midnight_after()
    {
        var gate = new BlackoutGate(new Blackout("stocktaking", Tenth, Tenth.PlusDays(2)));
        var verdict = gate.Evaluate(Known.Intent(), Known.Facts(), Noon);
        Assert.Equal(("blackout", Reopening.At(Known.BerlinTime(2026, 3, 13, 0))), (verdict.Rule, verdict.Reopening));
        Assert.Equal("gate.blackout(name=stocktaking, day=2026-03-10, channel=Email)", verdict.Reason.ToString());
        Assert.True(gate.Evaluate(Known.Intent(), Known.Facts(), Known.BerlinTime(2026, 3, 9, 23, 59)).IsOpen);

        // It is the 10th in Tokyo already.
        Assert.False(gate.Evaluate(Known.Intent(), Known.Facts(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]), Known.BerlinTime(2026, 3, 9, 23, 59)).IsOpen);
        Assert.Equal("stocktaking 2026-03-10 to 2026-03-12", gate.Setting);
        Assert.Null(new BlackoutGate().Setting);
    }

    [Fact]
    public void Days_of_the_business_and_of_the_person_open_on_the_first_day_that_is_in_neither()
    {
        var gate = new BlackoutGate(new Blackout("a", Tenth, Tenth), new Blackout("b", Tenth.PlusDays(3), Tenth.PlusDays(4), Channel.Email));
        var away = new ContactBlock(from: Tenth.PlusDays(1), until: Tenth.PlusDays(2));
        var verdict = gate.Evaluate(Known.Intent(), Known.Facts() with { Blocks = [away] }, Noon);
        Assert.Equal(Reopening.At(Known.BerlinTime(2026, 3, 15, 0)), verdict.Reopening);
        Assert.Equal(
            Reopening.At(Known.BerlinTime(2026, 3, 13, 0)),
            gate.Evaluate(Known.Intent(point: Known.Mobile), Known.Facts() with { Blocks = [away] }, Noon).Reopening);
        Assert.Equal(
            "gate.blocked-day(day=2026-03-11, channel=Email, until=2026-03-12)",
            gate.Evaluate(Known.Intent(), Known.Facts() with { Blocks = [away] }, Noon + Duration.FromDays(1)).Reason.ToString());
    }

    [Fact]
    public void Block_without_an_end_opens_with_a_new_fact_and_a_refused_channel_is_another_gates()
    {
        var gate = new BlackoutGate();
        var forEver = gate.Evaluate(Known.Intent(), Known.Facts() with { Blocks = [new ContactBlock(from: Tenth)] }, Noon);
        Assert.Equal((Reopening.OnNewFact, "gate.blocked-day(day=2026-03-10, channel=Email)"), (forEver.Reopening, forEver.Reason.ToString()));
        Assert.True(gate.Evaluate(Known.Intent(), Known.Facts() with { Blocks = [new ContactBlock(from: Tenth)] }, Noon - Duration.FromDays(1)).IsOpen);
        Assert.True(gate.Evaluate(Known.Intent(), Known.Facts() with { Blocks = [new ContactBlock(Channel.Email)] }, Noon).IsOpen);
        Assert.False(gate.Evaluate(Known.Intent(), Known.Facts() with { Blocks = [new ContactBlock()] }, Noon).IsOpen);
    }

    [Fact]
    public void Calendar_of_the_program_that_closes_every_day_opens_with_a_new_fact_and_one_that_ends_with_time_does_too()
    {
        Assert.Equal(Reopening.OnNewFact, new BlackoutGate(new Always()).Evaluate(Known.Intent(), Known.Facts(), Noon).Reopening);
        var last = new Blackout("end of time", Tenth, LocalDate.MaxIsoValue);
        Assert.Equal(Reopening.OnNewFact, new BlackoutGate(last).Evaluate(Known.Intent(), Known.Facts(), Instant.FromUtc(9999, 12, 25, 0, 0)).Reopening);
    }

    [Fact]
    public void Day_that_a_zone_left_out_is_none_to_wait_for()
    {
        // Apia had no 30 December 2011.
        var facts = Known.Facts(DateTimeZoneProviders.Tzdb["Pacific/Apia"]);
        var gate = new BlackoutGate(new Blackout("a", new LocalDate(2011, 12, 29), new LocalDate(2011, 12, 29)), new Blackout("b", new LocalDate(2011, 12, 31), new LocalDate(2012, 1, 1)));
        var verdict = gate.Evaluate(Known.Intent(), facts, Instant.FromUtc(2011, 12, 29, 22, 0));
        Assert.Equal(Reopening.At(facts.Zone.Zone.AtStartOfDay(new LocalDate(2012, 1, 2)).ToInstant()), verdict.Reopening);
        Assert.True(gate.Evaluate(Known.Intent(), facts, verdict.Reopening.Instant).IsOpen);
    }

    [Fact]
    public void Stretches_that_end_before_they_begin_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => new Blackout("a", Tenth, Tenth.PlusDays(-1)));
        Assert.Throws<ArgumentException>(() => new Blackout(" ", Tenth, Tenth));
        Assert.Throws<ArgumentException>(() => new ContactBlock(null, Tenth, Tenth.PlusDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContactBlock((Channel)99));
    }

    private sealed class Always : IBlackoutDays
    {
        public string? NameOn(LocalDate day, Channel channel) => "always";
    }
}
