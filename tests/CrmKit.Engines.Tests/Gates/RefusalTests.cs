namespace CrmKit.Engines.Tests;

/// <summary>A refusal that is known wins over clocks, spellings and addresses.</summary>
public sealed class RefusalTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static readonly GateList Gates = GateList.Standard(new GateOptions());

    [Fact]
    public void Refusal_of_a_clock_that_runs_ahead_counts_at_once() =>
        Assert.Equal(ReasonCodes.ConsentRefused, Judge(Known.Says(ConsentState.OptOut, at: Noon + Duration.FromSeconds(1), recorded: Noon)));

    [Fact]
    public void Refusal_recorded_before_the_clock_went_back_counts() =>
        Assert.Equal(ReasonCodes.ConsentRefused, Judge(Known.Says(ConsentState.OptOut, at: Noon + Duration.FromMinutes(5))));

    [Fact]
    public void Refusal_at_another_spelling_counts() =>
        Assert.Equal(ReasonCodes.ConsentRefused, Judge(Known.Says(ConsentState.OptOut, ContactPoint.Parse(Channel.Email, "Anna@Example.com"), at: Noon - Duration.FromDays(1))));

    [Fact]
    public void Replay_of_the_past_does_not_know_later_refusals() =>
        Assert.True(new ConsentLedger([Known.Says(ConsentState.OptIn), Known.Says(ConsentState.OptOut, at: Noon)]).Decide(Known.Email, Purpose.Marketing, Noon - Duration.FromDays(1)).IsAllowed);

    [Fact]
    public void Agreement_recorded_later_says_so_and_opens_then()
    {
        var facts = Known.Facts() with { Consents = new ConsentLedger([Known.Says(ConsentState.OptIn, recorded: Noon + Duration.FromDays(3))]) };
        var verdict = Gates.Evaluate(Known.Intent(), facts, Noon);
        Assert.Equal(ReasonCodes.ConsentNotYet, verdict.Reason.Code);
        Assert.Equal(Reopening.At(Noon + Duration.FromDays(3)), verdict.Reopening);
    }

    [Fact]
    public void Address_that_the_person_no_longer_has_is_closed() =>
        Assert.Equal(ReasonCodes.PointGone, Gates.Evaluate(Known.Intent(), Known.Facts() with { Points = [Known.Mobile] }, Noon).Reason.Code);

    private static string Judge(RecordedConsent more) =>
        Gates.Evaluate(Known.Intent(), Known.Facts() with { Consents = new ConsentLedger([Known.Says(ConsentState.OptIn), more]) }, Noon).Reason.Code;
}
