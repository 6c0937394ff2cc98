namespace CrmKit;

/// <summary>Closed once the occasion is over, or something happened that makes the contact pointless. No class passes: a late birthday greeting is worse than none.</summary>
public sealed class ExpiryGate : IGate
{
    /// <inheritdoc/>
    public string Rule => "expiry";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (intent.Moot.PurchaseAfter is { } day && facts.LastPurchase is { } bought && bought > day)
        {
            var reason = new Reason(ReasonCodes.Moot, ReasonArgument.Of("purchase", bought), ReasonArgument.Of("after", day));
            return GateVerdict.Closed(Rule, reason, Reopening.Never);
        }

        return at < intent.ExpiresAt
            ? GateVerdict.Open
            : GateVerdict.Closed(Rule, new Reason(ReasonCodes.Expired, ReasonArgument.Of("expired", intent.ExpiresAt)), Reopening.Never);
    }
}
