namespace CrmKit.LifetimeValue;

/// <summary>A tenth of the customers by what was expected of them.</summary>
/// <param name="Customers">Customers in it.</param>
/// <param name="MeanExpected">Mean of what was expected of them.</param>
/// <param name="MeanActual">Mean of what they did.</param>
public readonly record struct CalibrationDecile(int Customers, double MeanExpected, double MeanActual);
