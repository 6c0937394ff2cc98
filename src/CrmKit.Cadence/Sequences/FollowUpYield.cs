namespace CrmKit.Cadence;

/// <summary>What the touches of one number brought, counted from one's own leads: of all first touches so many sold, of all second ones so many.</summary>
/// <remarks>Numbers alone, so that any curve serves; that of <c>CrmKit.Churn</c> gives them as what the next touch brought after so many.</remarks>
/// <param name="Made">Touches made to people who had not bought by then, 0 or more.</param>
/// <param name="Sold">How many of them a sale followed before another touch, 0 to <paramref name="Made"/>.</param>
/// <param name="Upper">The upper limit of the share sold, from that share to 1. Where none was made nothing is known, and it does not count.</param>
public readonly record struct FollowUpYield(long Made, long Sold, double Upper);
