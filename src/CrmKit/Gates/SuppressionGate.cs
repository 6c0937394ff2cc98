namespace CrmKit;

/// <summary>Closed for a contact point that must never be used. No class passes.</summary>
public sealed class SuppressionGate : IGate
{
    /// <inheritdoc/>
    public string Rule => "suppression";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Suppressed.Contains(intent.Point)
            ? GateVerdict.Closed(Rule, new Reason(ReasonCodes.Suppressed, ReasonArgument.Of("channel", intent.Point.Channel.ToString())), Reopening.OnNewFact)
            : GateVerdict.Open;
    }
}
