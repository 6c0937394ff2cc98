namespace CrmKit.LifetimeValue;

/// <summary>The chance on one day that a customer is still one.</summary>
/// <param name="Day">The day.</param>
/// <param name="ProbabilityAlive">As it was known at the end of that day, 0 to 1.</param>
public readonly record struct AlivePoint(LocalDate Day, double ProbabilityAlive);
