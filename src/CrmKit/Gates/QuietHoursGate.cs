using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit;

/// <summary>Closed while it is quiet where the person is.</summary>
/// <param name="hours">The hours in which contact is allowed.</param>
public sealed class QuietHoursGate(IContactHours hours) : IGate
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    private readonly IContactHours _hours = hours ?? throw new ArgumentNullException(nameof(hours));

    /// <summary>One stretch of quiet hours for everybody.</summary>
    /// <param name="quiet">The quiet hours, in the person's local time.</param>
    public QuietHoursGate(QuietHours quiet)
        : this(new DailyQuiet(quiet))
    {
    }

    /// <inheritdoc/>
    public string Rule => "quiet-hours";

    /// <inheritdoc/>
    public string Setting => _hours.Setting;

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (!TouchClassRules.MayStop(GateAspect.QuietHours, intent.Class, intent.Kind) || _hours.ClosureAt(intent, facts, at) is not { } closure)
        {
            return GateVerdict.Open;
        }

        var zone = facts.Zone.Zone;
        var because = ImmutableArray.Create(
            ReasonArgument.Of("local", Clock.Format(at.InZone(zone).TimeOfDay)),
            ReasonArgument.Of("zone", zone.Id),
            ReasonArgument.Of("zone-source", facts.Zone.Source.ToString()),
            ReasonArgument.Of("quiet", closure.Hours));
        because = closure.Source is { } source ? because.Add(ReasonArgument.Of("source", source)) : because;
        return GateVerdict.Closed(Rule, new Reason(ReasonCodes.QuietHours, because), closure.Opens);
    }
}
