namespace CrmKit.LifetimeValue;

/// <summary>Customers by their mean spend per repeat purchase.</summary>
/// <param name="From">Lower edge, in money.</param>
/// <param name="To">Upper edge, not in it.</param>
/// <param name="Actual">Customers whose mean lies in it.</param>
/// <param name="Expected">Customers whose mean the model expects in it.</param>
public readonly record struct SpendBin(double From, double To, long Actual, double Expected);
