namespace CrmKit.Cadence;

/// <summary>One factor of an interval.</summary>
/// <param name="Factor">What it multiplies by, above 0; 1 leaves the interval as it is. That of the first term is the base interval in days.</param>
/// <param name="Reason">What it rests on; its argument <c>factor</c> is the same number.</param>
public sealed record CadenceTerm(double Factor, Reason Reason);
