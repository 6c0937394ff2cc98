using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The answer to a search for open time.</summary>
/// <param name="Status">What the search came to.</param>
/// <param name="At">The instant; <c>null</c> unless it was found.</param>
public readonly record struct OpeningSearch(OpeningStatus Status, Instant? At)
{
    /// <summary>Nothing was open.</summary>
    internal static OpeningSearch Nothing => new(OpeningStatus.NothingOpen, null);

    /// <summary>An instant was found.</summary>
    internal static OpeningSearch Found(Instant at) => new(OpeningStatus.Found, at);
}
