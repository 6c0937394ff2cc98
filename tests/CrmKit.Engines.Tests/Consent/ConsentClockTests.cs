namespace CrmKit.Engines.Tests;

/// <summary>Statements whose times cannot be right.</summary>
public sealed class ConsentClockTests
{
    private static readonly ContactPoint Point = ContactPoint.Parse(Channel.Email, "zoe@example.com");
    private static readonly Instant Noon = Instant.FromUtc(2026, 5, 1, 12, 0);

    [Fact]
    public void Agreement_dated_ahead_counts_as_said_when_it_was_recorded()
    {
        var ledger = new ConsentLedger([Said(ConsentState.OptIn, occurred: 60 * 24 * 365, recorded: 0), Said(ConsentState.OptOut, occurred: 60, recorded: 60)]);
        Assert.False(ledger.DecideContact(Point, Purpose.Marketing, Noon + Duration.FromDays(1000)).IsAllowed);
        Assert.False(ledger.Decide(Point, Purpose.Marketing, Noon + Duration.FromDays(1000)).IsAllowed);
    }

    [Fact]
    public void Proof_dated_ahead_lifts_no_objection_that_came_after_it_was_recorded()
    {
        var proof = new ConsentEvidence(EvidenceKind.Document, "card 17");
        var ledger = new ConsentLedger([Said(ConsentState.OptIn, occurred: 60 * 24 * 365, recorded: 0, proof), Said(ConsentState.Objection, occurred: 60, recorded: 60)]);
        Assert.False(ledger.DecideContact(Point, Purpose.Marketing, Noon + Duration.FromDays(1000)).IsAllowed);
    }

    [Fact]
    public void Refusal_dated_ahead_does_not_outlast_a_later_agreement()
    {
        var ledger = new ConsentLedger([Said(ConsentState.OptOut, occurred: 60 * 24 * 365, recorded: 0), Said(ConsentState.OptIn, occurred: 60, recorded: 60)]);
        Assert.True(ledger.DecideContact(Point, Purpose.Marketing, Noon + Duration.FromDays(1)).IsAllowed);
    }

    [Fact]
    public void Refusal_from_a_clock_that_runs_behind_comes_after_the_agreement_that_was_recorded_before_it()
    {
        var ledger = new ConsentLedger([Said(ConsentState.OptIn, occurred: 1, recorded: 1), Said(ConsentState.OptOut, occurred: -2, recorded: 3)]);
        Assert.True(ledger.Decide(Point, Purpose.Marketing, Noon + Duration.FromMinutes(2)).IsAllowed);
        Assert.False(ledger.DecideContact(Point, Purpose.Marketing, Noon + Duration.FromMinutes(4)).IsAllowed);
    }

    [Fact]
    public void Old_refusal_that_becomes_known_late_leaves_a_later_agreement()
    {
        var ledger = new ConsentLedger([Said(ConsentState.OptIn, occurred: 0, recorded: 0), Said(ConsentState.OptOut, occurred: -60 * 24, recorded: 60)]);
        Assert.True(ledger.DecideContact(Point, Purpose.Marketing, Noon + Duration.FromDays(1)).IsAllowed);
    }

    [Fact]
    public void Double_opt_in_is_void_after_a_refusal_that_was_recorded_since_whatever_its_date()
    {
        var request = new OptInRequest
        {
            Fingerprint = new string('a', 64),
            Customer = "42",
            Point = Point,
            Purpose = Purpose.Marketing,
            Source = "web form",
            RequestedAt = Noon,
            ExpiresAt = Noon + Duration.FromDays(7),
        };
        var ledger = new ConsentLedger([Said(ConsentState.OptOut, occurred: -600, recorded: 5)]);
        Assert.Equal(OptInState.Withdrawn, request.StateAt(Noon + Duration.FromHours(1), ledger));
    }

    private static RecordedConsent Said(ConsentState state, int occurred, int recorded, ConsentEvidence? evidence = null) => new(
        new ConsentEntry("42", Point, Purpose.Marketing, state, Noon + Duration.FromMinutes(occurred), "web form") { Evidence = evidence ?? ConsentEvidence.Reported },
        Noon + Duration.FromMinutes(recorded));
}
