namespace CrmKit.Churn;

/// <summary>Customers of about one predicted chance, and how many of them left.</summary>
/// <param name="Number">1 to 10, from the lowest chances to the highest; bins that few rows leave empty are left out.</param>
/// <param name="Rows">Number of customers.</param>
/// <param name="MeanPredicted">Mean of their predicted chances.</param>
/// <param name="MeanObserved">Share of them that left.</param>
public readonly record struct CalibrationBin(int Number, int Rows, double MeanPredicted, double MeanObserved);
