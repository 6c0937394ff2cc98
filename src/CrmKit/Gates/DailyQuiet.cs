using CrmKit.Calendars;

namespace CrmKit;

/// <summary>One stretch of quiet hours for everybody, on the clock of the person.</summary>
/// <param name="Quiet">The stretch.</param>
public sealed record DailyQuiet(QuietHours Quiet) : IContactHours
{
    /// <inheritdoc/>
    public string Setting => Quiet.ToString();

    /// <inheritdoc/>
    public HoursClosure? ClosureAt(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var zone = facts.Zone.Zone;
        return Quiet.IsQuiet(at, zone) ? new HoursClosure(Reopening.At(Quiet.FirstAllowed(at, zone)), Quiet.ToString()) : null;
    }
}
