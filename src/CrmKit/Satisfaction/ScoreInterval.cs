namespace CrmKit;

/// <summary>Between which bounds the true score lies, at a level of confidence.</summary>
/// <param name="Lower">Lower bound, in the units of the score and within its scale.</param>
/// <param name="Upper">Upper bound, likewise.</param>
/// <param name="Level">The level of confidence.</param>
public readonly record struct ScoreInterval(double Lower, double Upper, ConfidenceLevel Level);
