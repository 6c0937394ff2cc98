using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit;

/// <summary>Closed while it is quiet where the person is.</summary>
/// <param name="quiet">The quiet hours, in the person's local time.</param>
public sealed class QuietHoursGate(QuietHours quiet) : IGate
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    /// <inheritdoc/>
    public string Rule => "quiet-hours";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        var zone = facts.Zone.Zone;
        if (!TouchClassRules.KeepsQuietHours(intent.Class) || !quiet.IsQuiet(at, zone))
        {
            return GateVerdict.Open;
        }

        var reason = new Reason(
            ReasonCodes.QuietHours,
            ReasonArgument.Of("local", Clock.Format(at.InZone(zone).TimeOfDay)),
            ReasonArgument.Of("zone", zone.Id),
            ReasonArgument.Of("zone-source", facts.Zone.Source.ToString()),
            ReasonArgument.Of("quiet", quiet.ToString()));
        return GateVerdict.Closed(Rule, reason, Reopening.At(quiet.FirstAllowed(at, zone)));
    }
}
