namespace CrmKit.Cadence;

/// <summary>Customers of about the same worth.</summary>
/// <param name="Name">The name: 1 to 50 lower-case letters, digits and hyphens.</param>
/// <param name="From">Expected value in a year from which a customer is in the tier, in major units; 0 for the first tier.</param>
/// <param name="Factor">What the interval is multiplied by. 0.01 to 100, never above that of the tier below.</param>
public sealed record ValueTier(string Name, double From, double Factor);
