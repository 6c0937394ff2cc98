namespace CrmKit.Cadence;

/// <summary>How much a signal counts, and for how long.</summary>
/// <param name="Points">The most that it can add to the score, however often it comes; below 0 for what speaks against the relationship. -1,000,000 to 1,000,000.</param>
/// <param name="HalfLifeDays">Days after which an event counts half. For silence, the days after which it takes half its points. 0.01 to 36,500.</param>
public readonly record struct SignalWeight(double Points, double HalfLifeDays);
