namespace CrmKit.LifetimeValue;

/// <summary>How far expected figures lay from what happened, over customers.</summary>
/// <param name="Customers">Customers compared.</param>
/// <param name="MeanAbsolute">MAE: mean absolute difference.</param>
/// <param name="RootMeanSquare">RMSE: root of the mean squared difference.</param>
/// <param name="Bias">Mean of expected minus actual.</param>
/// <param name="ExpectedTotal">Sum of the expected figures.</param>
/// <param name="ActualTotal">Sum of the actual figures.</param>
public readonly record struct HoldoutErrors(long Customers, double MeanAbsolute, double RootMeanSquare, double Bias, double ExpectedTotal, double ActualTotal);
