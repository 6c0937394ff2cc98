namespace CrmKit.Cadence;

/// <summary>How a customer's own rhythm moves a contact: to just before the window in which the next purchase is expected.</summary>
/// <remarks>
/// The contact is moved where the window's first day, less the lead, lies between <see cref="Soonest"/> and <see cref="Latest"/> times the interval ahead; otherwise it
/// stays where it is. As long as the two are 1 or more apart, no window is passed over between two contacts.
/// </remarks>
public sealed record RhythmResponse
{
    /// <summary>Days before the first day of the window. 0 to 365, default 7.</summary>
    public int LeadDays { get; init; } = 7;

    /// <summary>The smallest factor by which a contact comes sooner. 0.01 to 1, default 0.5.</summary>
    public double Soonest { get; init; } = 0.5;

    /// <summary>The largest factor by which a contact comes later. 1 to 100, default 1.5.</summary>
    public double Latest { get; init; } = 1.5;
}
