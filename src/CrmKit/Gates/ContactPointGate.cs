namespace CrmKit;

/// <summary>Closed for a contact point that is not among the person's any more: what was promised to an old address does not go there. No class passes.</summary>
public sealed class ContactPointGate : IGate
{
    /// <inheritdoc/>
    public string Rule => "contact-point";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Points.Contains(intent.Point) || !TouchClassRules.MayStop(GateAspect.ContactPoint, intent.Class, intent.Kind)
            ? GateVerdict.Open
            : GateVerdict.Closed(Rule, new Reason(ReasonCodes.PointGone, ReasonArgument.Of("channel", intent.Point.Channel.ToString())), Reopening.OnNewFact);
    }
}
