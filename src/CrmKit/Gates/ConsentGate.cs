namespace CrmKit;

/// <summary>Closed without the person's opt-in to this purpose at this contact point, as of the instant of sending.</summary>
public sealed class ConsentGate : IGate
{
    /// <inheritdoc/>
    public string Rule => "consent";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (!TouchClassRules.NeedsConsent(intent.Class))
        {
            return GateVerdict.Open;
        }

        var decision = facts.Consents.Decide(intent.Point, intent.Purpose, at);
        return decision.IsAllowed ? GateVerdict.Open : GateVerdict.Closed(Rule, Why(intent, decision), Reopening.OnNewFact);
    }

    private static Reason Why(TouchIntent intent, ConsentDecision decision)
    {
        var purpose = ReasonArgument.Of("purpose", intent.Purpose.Code);
        var channel = ReasonArgument.Of("channel", intent.Point.Channel.ToString());
        return decision.ReliedOn?.Entry is { } entry
            ? new Reason(ReasonCodes.ConsentRefused, purpose, channel, ReasonArgument.Of("said", entry.OccurredAt), ReasonArgument.Of("source", entry.Source))
            : new Reason(ReasonCodes.ConsentMissing, purpose, channel);
    }
}
