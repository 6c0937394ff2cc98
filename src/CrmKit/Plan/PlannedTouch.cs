namespace CrmKit;

/// <summary>A contact that will be made.</summary>
/// <param name="Intent">The contact, as the gates judged it.</param>
/// <param name="Reason">Why.</param>
/// <param name="SendAt">When it will leave.</param>
/// <param name="Zone">The zone in which the person reads the clock.</param>
/// <param name="Value">What it is worth, in minor units.</param>
public sealed record PlannedTouch(TouchIntent Intent, Reason Reason, Instant SendAt, CustomerZone Zone, long Value)
{
    /// <summary>When it will leave, on the clock of the person.</summary>
    public ZonedDateTime LocalTime => SendAt.InZone(Zone.Zone);
}
