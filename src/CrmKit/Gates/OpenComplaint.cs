namespace CrmKit;

/// <summary>A complaint that is not settled, or will be at a stated instant.</summary>
/// <param name="Key">The key of the complaint.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="SettledAt">When it will be settled; <c>null</c> while nobody knows.</param>
public sealed record OpenComplaint(EventKey Key, Instant MadeAt, Instant? SettledAt = null);
