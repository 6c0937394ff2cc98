namespace CrmKit.Churn;

/// <summary>The threshold that would have brought most.</summary>
/// <param name="Threshold">The threshold. The larger of two that bring the same.</param>
/// <param name="Contacted">How many it contacts.</param>
/// <param name="Gain">What contacting them would have brought, 0 or more, in the currency of the costs. Chosen after the fact, so that it is more than the same threshold will bring.</param>
/// <param name="GainByFormula">What the threshold of <see cref="CostThreshold.Of"/> would have brought, which was not chosen after the fact.</param>
public sealed record ThresholdChoice(CostThreshold Threshold, int Contacted, double Gain, double GainByFormula);
