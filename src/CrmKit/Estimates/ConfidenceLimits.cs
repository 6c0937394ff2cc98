namespace CrmKit;

/// <summary>The limits between which an answer lies with a given confidence.</summary>
/// <param name="Lower">Lower limit.</param>
/// <param name="Estimate">The answer at the estimates.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Level">Confidence, between 0 and 1.</param>
public readonly record struct ConfidenceLimits(double Lower, double Estimate, double Upper, double Level);
