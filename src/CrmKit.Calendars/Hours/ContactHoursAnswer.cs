using NodaTime;

namespace CrmKit.Calendars;

/// <summary>What a <see cref="ContactHoursTable"/> says about one person, channel and purpose at one instant.</summary>
/// <param name="At">The instant asked about.</param>
/// <param name="FirstAllowed">The earliest allowed instant at or after it, or that none comes.</param>
/// <param name="Rule">The row relied on; <c>null</c> where the table has none, and so forbids nothing.</param>
public readonly record struct ContactHoursAnswer(Instant At, OpeningSearch FirstAllowed, ContactHoursRule? Rule)
{
    /// <summary>Whether nobody is contacted at that instant.</summary>
    public bool IsQuiet => FirstAllowed.At != At;
}
