namespace CrmKit.Engines.Tests;

public sealed class SuppressionGateTests
{
    private static readonly Instant Since = Known.BerlinTime(2026, 3, 1, 12);
    private static readonly Instant Later = Since + Duration.FromHours(1);
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);

    [Fact]
    public void Objection_is_answered_by_a_later_fresh_opt_in_to_the_same_purpose()
    {
        Assert.True(IsOpen(SuppressionKind.Objection, Fresh()));
        Assert.True(IsOpen(SuppressionKind.Objection, Fresh(EvidenceKind.Document)));
        Assert.False(IsOpen(SuppressionKind.Objection, Fresh(EvidenceKind.Reported)));
        Assert.False(IsOpen(SuppressionKind.Objection, Fresh(purpose: Purpose.Greetings)));
        Assert.False(IsOpen(SuppressionKind.Objection, Fresh(point: Known.Mobile)));
    }

    [Fact]
    public void Opt_in_counts_by_the_earlier_of_its_two_times()
    {
        Assert.False(IsOpen(SuppressionKind.Objection, Fresh(said: Since, recorded: Later)));
        Assert.False(IsOpen(SuppressionKind.Objection, Fresh(said: Later, recorded: Since)));
        Assert.False(IsOpen(SuppressionKind.Undeliverable, Fresh(said: Since, recorded: Later)));
        Assert.False(IsOpen(SuppressionKind.Undeliverable, Fresh(said: Later, recorded: Since)));
        Assert.False(IsOpen(SuppressionKind.Undeliverable, Fresh(said: Noon + Duration.FromHours(1), recorded: Later)));
    }

    [Fact]
    public void Later_report_neither_closes_what_a_fresh_opt_in_opened_nor_opens_it_again_after_a_refusal()
    {
        var reported = Known.Says(ConsentState.OptIn, at: Later + Duration.FromHours(2));
        Assert.True(IsOpen(SuppressionKind.Objection, Fresh(), reported));
        Assert.False(IsOpen(SuppressionKind.Objection, Fresh(), Known.Says(ConsentState.OptOut, at: Later + Duration.FromHours(1)), reported));
    }

    [Fact]
    public void Dead_point_is_answered_by_a_confirmation_for_whatever_purpose_and_by_no_other_proof()
    {
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            Assert.True(IsOpen(touchClass, SuppressionKind.Undeliverable, Fresh(purpose: Purpose.Greetings)));
            Assert.False(IsOpen(touchClass, SuppressionKind.Undeliverable, Fresh(EvidenceKind.Document), Fresh(EvidenceKind.Recording)));
        }
    }

    [Fact]
    public void Void_confirmation_answers_nothing() =>
        Assert.False(IsOpen(SuppressionKind.Undeliverable, Fresh() with { VoidFrom = Noon }));

    [Fact]
    public void Topic_that_was_agreed_to_is_open_and_no_other()
    {
        var garden = Fresh();
        garden = garden with { Entry = garden.Entry with { Topic = new Topic("garden") } };
        var facts = Known.Facts() with { Suppressed = [new(Known.Email, SuppressionKind.Objection, Since)], Consents = new([garden]) };
        Assert.True(new SuppressionGate().Evaluate(Known.Intent() with { Topic = new Topic("garden") }, facts, Noon).IsOpen);
        Assert.False(new SuppressionGate().Evaluate(Known.Intent() with { Topic = new Topic("tools") }, facts, Noon).IsOpen);
        Assert.False(new SuppressionGate().Evaluate(Known.Intent(), facts, Noon).IsOpen);
    }

    private static bool IsOpen(SuppressionKind kind, params RecordedConsent[] said) => IsOpen(TouchClass.Promotional, kind, said);

    private static bool IsOpen(TouchClass touchClass, SuppressionKind kind, params RecordedConsent[] said) =>
        new SuppressionGate().Evaluate(Known.Intent(touchClass), Known.Facts() with { Suppressed = [new(Known.Email, kind, Since)], Consents = new(said) }, Noon).IsOpen;

    private static RecordedConsent Fresh(EvidenceKind kind = EvidenceKind.Confirmed, ContactPoint? point = null, Purpose? purpose = null, Instant? said = null, Instant? recorded = null)
    {
        var statement = Known.Says(ConsentState.OptIn, point, purpose, said ?? Later, recorded ?? Later);
        return statement with { Entry = statement.Entry with { Evidence = new ConsentEvidence(kind) } };
    }
}
