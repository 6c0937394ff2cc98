using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>What another refused at the same contact point closes it for everybody who has it.</summary>
public sealed class SharedPointTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static readonly ConsentGate Gate = new();

    private static readonly Gen<(GateFacts Facts, TouchIntent Intent, Instant At)> Cases =
        from entries in Generated.UpTo(6, ConsentGenerators.Recorded)
        from others in Generated.UpTo(4, ConsentGenerators.Recorded)
        from point in Generated.ContactPoints
        from topic in ConsentGenerators.Topics
        from at in Generated.FewInstants
        select (
            Known.Facts() with { Points = [point], Consents = new ConsentLedger(entries), RefusalsAtSharedPoints = [.. others.Where(other => other.Entry.IsRefusal)] },
            new TouchIntent(Known.Key(), TouchClass.Promotional, Purpose.Marketing, point, Instant.MaxValue) { Topic = topic },
            at);

    [Fact]
    public void Refusal_of_another_later_than_the_agreement_closes_and_says_when_and_where_it_was_said()
    {
        var verdict = Judge(Refused(Noon));
        Assert.Equal(
            new Reason(
                ReasonCodes.ConsentRefused,
                ReasonArgument.Of("purpose", "marketing"),
                ReasonArgument.Of("channel", "Email"),
                ReasonArgument.Of("said", new LocalDate(2026, 3, 2)),
                ReasonArgument.Of("source", "letter")),
            verdict.Reason);
        Assert.Equal(Reopening.OnNewFact, verdict.Reopening);
    }

    [Fact]
    public void Refusal_of_another_at_the_instant_of_the_agreement_closes() => Assert.False(Judge(Refused(Known.LongAgo)).IsOpen);

    [Fact]
    public void Refusal_of_another_before_the_agreement_does_not_close() => Assert.True(Judge(Refused(Known.LongAgo - Duration.FromDays(1))).IsOpen);

    [Fact]
    public void Refusal_of_another_counts_as_soon_as_it_is_known() => Assert.False(Judge(Refused(Noon + Duration.FromHours(1))).IsOpen);

    [Fact]
    public void Refusal_of_another_at_another_address_or_purpose_does_not_close()
    {
        Assert.True(Judge(Known.Says(ConsentState.OptOut, Known.Mobile, at: Noon)).IsOpen);
        Assert.True(Judge(Known.Says(ConsentState.OptOut, purpose: Purpose.Greetings, at: Noon)).IsOpen);
    }

    [Fact]
    public void Objection_of_another_closes_every_purpose_and_an_agreement_without_proof_does_not_reopen()
    {
        Assert.False(Judge(Known.Says(ConsentState.Objection, purpose: Purpose.Greetings, at: Noon)).IsOpen);
        Assert.False(Judge(Known.Says(ConsentState.Objection, at: Known.LongAgo - Duration.FromDays(1))).IsOpen);
    }

    [Fact]
    public void Service_needs_no_agreement_of_anybody() =>
        Assert.True(Gate.Evaluate(Known.Intent(TouchClass.Transactional), Known.Facts() with { RefusalsAtSharedPoints = [Refused(Noon)] }, Noon).IsOpen);

    [Fact]
    public void Refusals_of_others_count_as_if_they_were_the_persons_own_and_never_open() => Law.Holds(Cases, given =>
    {
        var own = given.Facts with { RefusalsAtSharedPoints = [] };
        var asOwn = own with { Consents = new ConsentLedger(given.Facts.Consents.Entries.Concat(given.Facts.RefusalsAtSharedPoints)) };
        var isOpen = Gate.Evaluate(given.Intent, given.Facts, given.At).IsOpen;
        Assert.Equal(Gate.Evaluate(given.Intent, asOwn, given.At).IsOpen, isOpen);
        Assert.True(!isOpen || Gate.Evaluate(given.Intent, own, given.At).IsOpen);
    }, tests: 2000);

    private static RecordedConsent Refused(Instant at) => Known.Says(ConsentState.OptOut, at: at, source: "letter");

    private static GateVerdict Judge(RecordedConsent others) => Gate.Evaluate(Known.Intent(), Known.Facts() with { RefusalsAtSharedPoints = [others] }, Noon);
}
