namespace CrmKit;

/// <summary>Closed without the person's opt-in to this purpose at this contact point, as of the instant of sending.</summary>
/// <remarks>Consent is given for a contact point: where others have the same one, what they refused there since closes it too.</remarks>
public sealed class ConsentGate : IGate
{
    /// <inheritdoc/>
    public string Rule => "consent";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (!TouchClassRules.MayStop(GateAspect.Consent, intent.Class, intent.Kind))
        {
            return GateVerdict.Open;
        }

        var decision = facts.Consents.DecideContact(intent.Point, intent.Purpose, at, intent.Topic);
        if (decision.IsAllowed)
        {
            var shared = WithRefusalsOfOthers(decision, intent, facts, at);
            return shared.IsAllowed ? GateVerdict.Open : GateVerdict.Closed(Rule, Why(intent, facts, shared), Reopening.OnNewFact);
        }

        return decision.ReliedOn is null && facts.Consents.FirstAgreementAfter(intent.Point, intent.Purpose, at, intent.Topic) is { } later
            ? GateVerdict.Closed(Rule, NotYet(intent, facts, later), Reopening.At(ConsentLedger.CountsFrom(later)))
            : GateVerdict.Closed(Rule, Why(intent, facts, decision), Reopening.OnNewFact);
    }

    // The agreement and what others refused in one ledger: which of them counts is decided by the rule that decides among the person's own statements.
    private static ConsentDecision WithRefusalsOfOthers(ConsentDecision own, TouchIntent intent, GateFacts facts, Instant at) =>
        facts.RefusalsAtSharedPoints.IsDefaultOrEmpty
            ? own
            : new ConsentLedger(facts.Consents.Entries.Concat(facts.RefusalsAtSharedPoints)).DecideContact(intent.Point, intent.Purpose, at, intent.Topic);

    private static Reason NotYet(TouchIntent intent, GateFacts facts, RecordedConsent later) => new(
        ReasonCodes.ConsentNotYet,
        ReasonArgument.Of("purpose", intent.Purpose.Code),
        ReasonArgument.Of("channel", intent.Point.Channel.ToString()),
        ReasonArgument.Of("said", LocalDay(facts, later.Entry.OccurredAt)),
        ReasonArgument.Of("recorded", LocalDay(facts, later.RecordedAt)));

    private static Reason Why(TouchIntent intent, GateFacts facts, ConsentDecision decision)
    {
        var purpose = ReasonArgument.Of("purpose", intent.Purpose.Code);
        var channel = ReasonArgument.Of("channel", intent.Point.Channel.ToString());
        return decision.ReliedOn?.Entry is { } entry
            ? new Reason(ReasonCodes.ConsentRefused, purpose, channel, ReasonArgument.Of("said", LocalDay(facts, entry.OccurredAt)), ReasonArgument.Of("source", entry.Source))
            : new Reason(ReasonCodes.ConsentMissing, purpose, channel);
    }

    // The day on the person's own calendar; the instant stands in the ledger.
    private static LocalDate LocalDay(GateFacts facts, Instant instant) => instant.InZone(facts.Zone.Zone).Date;
}
