namespace CrmKit.Churn;

/// <summary>The limits between which a length of time lies with a given confidence.</summary>
/// <param name="Lower">Lower limit.</param>
/// <param name="Estimate">The answer.</param>
/// <param name="Upper">Upper limit; <see cref="LifetimeStatus.Restricted"/> where the data end before it.</param>
/// <param name="Level">Confidence, between 0 and 1.</param>
public readonly record struct LifetimeLimits(Lifetime Lower, Lifetime Estimate, Lifetime Upper, double Level);
