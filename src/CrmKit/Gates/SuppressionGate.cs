namespace CrmKit;

/// <summary>Closed for a contact point that must not be used: to every class where nothing gets through, to promotion and greetings where its owner objected.</summary>
/// <remarks>Who objects to advertising still gets the invoice: refusing never costs anybody a service.</remarks>
public sealed class SuppressionGate : IGate
{
    /// <inheritdoc/>
    public string Rule => "suppression";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var suppressed in facts.Suppressed)
        {
            if (suppressed.Point.Reaches(intent.Point) && Stops(suppressed.Kind, intent.Class))
            {
                var code = suppressed.Kind == SuppressionKind.Undeliverable ? ReasonCodes.Undeliverable : ReasonCodes.Suppressed;
                return GateVerdict.Closed(Rule, new Reason(code, ReasonArgument.Of("channel", intent.Point.Channel.ToString())), Reopening.OnNewFact);
            }
        }

        return GateVerdict.Open;
    }

    private static bool Stops(SuppressionKind kind, TouchClass touchClass) => kind == SuppressionKind.Undeliverable || TouchClassRules.NeedsConsent(touchClass);
}
