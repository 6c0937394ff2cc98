namespace CrmKit.Churn;

/// <summary>One group in a comparison.</summary>
/// <param name="Label">The group.</param>
/// <param name="Records">Number of its records.</param>
/// <param name="Observed">Weight of those who left, each times S(t-)^rho.</param>
/// <param name="Expected">What it would be if all groups were alike.</param>
/// <param name="Variance">Variance of the difference.</param>
public readonly record struct LogRankGroup(string Label, int Records, double Observed, double Expected, double Variance);
