using CrmKit.Calendars;

namespace CrmKit;

/// <summary>Closed where one more contact would overfill some run of consecutive customer-local days, earlier and promised contacts counted.</summary>
/// <param name="cap">The cap.</param>
public sealed class CapGate(TouchCap cap) : IGate
{
    /// <inheritdoc/>
    public string Rule => "cap";

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (cap.IsNone || !TouchClassRules.ObeysCap(intent.Class))
        {
            return GateVerdict.Open;
        }

        var zone = facts.Zone.Zone;
        var days = CountedDays(intent, facts, zone);
        var day = DayNumber.From(at.InZone(zone).Date);
        var fullest = RollingWindow.FullestAround(days, day, cap.WindowDays);
        if (fullest < cap.Max)
        {
            return GateVerdict.Open;
        }

        var reason = new Reason(
            ReasonCodes.CapReached,
            ReasonArgument.Of("made", fullest),
            ReasonArgument.Of("cap", cap.Max),
            ReasonArgument.Of("window", cap.WindowDays));
        return GateVerdict.Closed(Rule, reason, Opens(days, day, zone));
    }

    private static int[] CountedDays(TouchIntent intent, GateFacts facts, DateTimeZone zone)
    {
        var counted = facts.Contacts.Concat(facts.Commitments)
            .Where(contact => TouchClassRules.CountsInCap(contact.Class) && contact.Key != intent.Key)
            .Select(contact => DayNumber.From(contact.At.InZone(zone).Date))
            .ToArray();
        Array.Sort(counted);
        return counted;
    }

    private Reopening Opens(int[] days, int day, DateTimeZone zone)
    {
        if (cap.Max == 0)
        {
            return Reopening.OnNewFact;
        }

        var free = RollingWindow.FirstDayBelow(days, day, cap.WindowDays, cap.Max);
        return Reopening.At(zone.StartOf(DayNumber.ToDate(free)));
    }
}
