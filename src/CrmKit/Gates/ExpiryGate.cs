namespace CrmKit;

/// <summary>Closed once the occasion is over. No class passes: a late birthday greeting is worse than none.</summary>
public sealed class ExpiryGate : IGate
{
    /// <inheritdoc/>
    public string Rule => "expiry";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return at < intent.ExpiresAt
            ? GateVerdict.Open
            : GateVerdict.Closed(Rule, new Reason(ReasonCodes.Expired, ReasonArgument.Of("expired", intent.ExpiresAt)), Reopening.Never);
    }
}
