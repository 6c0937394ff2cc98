namespace CrmKit.Churn;

/// <summary>How the model and the naive rules did, at one origin or over all of them.</summary>
/// <param name="Time">The moment; <c>null</c> over all origins.</param>
/// <param name="Model">The model.</param>
/// <param name="OverallRate">The rule that gives everybody the share that left in the past.</param>
/// <param name="FixedWindow">The rule that gives those silent for longer than the window, and the others, each the share of such that left in the past; <c>null</c> where there are no silences.</param>
public sealed record BacktestLine(double? Time, PredictionQuality Model, PredictionQuality OverallRate, PredictionQuality? FixedWindow);
