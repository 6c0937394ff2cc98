namespace CrmKit;

/// <summary>A contact point that must not be used, and why.</summary>
/// <param name="Point">The contact point.</param>
/// <param name="Kind">Why; the stricter one where there are several.</param>
public readonly record struct SuppressedPoint(ContactPoint Point, SuppressionKind Kind);
