namespace CrmKit.Churn;

/// <summary>The mean time stayed up to a horizon: the area under the curve from 0 to it.</summary>
/// <param name="Horizon">Tau, the time up to which it counts.</param>
/// <param name="Mean">Its estimate, 0 to tau.</param>
/// <param name="StandardError">Its standard error, 0 or more.</param>
/// <param name="IsBeyondData">Whether the horizon is later than the data reach, so that the curve was kept at its last value.</param>
public readonly record struct RestrictedMean(double Horizon, double Mean, double StandardError, bool IsBeyondData);
