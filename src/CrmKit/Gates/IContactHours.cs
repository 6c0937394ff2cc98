namespace CrmKit;

/// <summary>The hours in which contact is allowed: the place where tables by region, channel and purpose are plugged in.</summary>
/// <remarks>Implementations are immutable or thread-safe, and pure: the same intent, facts and instant give the same answer. <see cref="DailyQuiet"/> is one stretch for everybody, <see cref="HoursByRegion"/> a table.</remarks>
public interface IContactHours
{
    /// <summary>Why the contact must not be made at an instant, and when it may; <c>null</c> where it may be made then.</summary>
    /// <param name="intent">The contact, with channel, address and purpose.</param>
    /// <param name="facts">What is known of the customer, with the zone and its provenance.</param>
    /// <param name="at">When the contact would leave.</param>
    HoursClosure? ClosureAt(TouchIntent intent, GateFacts facts, Instant at);

    /// <summary>The hours in words, kept with decisions.</summary>
    string Setting { get; }
}
