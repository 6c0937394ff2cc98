namespace CrmKit.LifetimeValue;

/// <summary>How the value of a customer stands against the cost of winning one.</summary>
/// <param name="Standing">The verdict.</param>
/// <param name="Ratio">Value over cost; <c>null</c> where the cost is unknown or zero.</param>
/// <param name="Required">The ratio that was asked for.</param>
public readonly record struct ValueVerdict(ValueStanding Standing, double? Ratio, double Required);
