namespace CrmKit;

/// <summary>Closed for a contact point that must not be used: to every class where nothing gets through, to promotion and greetings where its owner objected.</summary>
/// <remarks>
/// Who objects to advertising still gets the invoice: refusing never costs anybody a service. What opens the point again is a later agreement of the person
/// whom the contact is for: <see cref="SuppressedPoint.StopsAdvertising"/>, <see cref="SuppressedPoint.StopsEverything"/>.
/// </remarks>
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
            if (suppressed.Point.Reaches(intent.Point) && Stops(suppressed, intent, facts.Consents, at))
            {
                var code = suppressed.Kind == SuppressionKind.Undeliverable ? ReasonCodes.Undeliverable : ReasonCodes.Suppressed;
                return GateVerdict.Closed(Rule, new Reason(code, ReasonArgument.Of("channel", intent.Point.Channel.ToString())), Reopening.OnNewFact);
            }
        }

        return GateVerdict.Open;
    }

    private static bool Stops(SuppressedPoint suppressed, TouchIntent intent, ConsentLedger consents, Instant at) =>
        suppressed.Kind == SuppressionKind.Undeliverable
            ? TouchClassRules.MayStop(GateAspect.Undeliverable, intent.Class, intent.Kind) && suppressed.StopsEverything(consents, at)
            : TouchClassRules.MayStop(GateAspect.Objection, intent.Class, intent.Kind) && suppressed.StopsAdvertising(consents, intent.Purpose, intent.Topic, at);
}
