namespace CrmKit.Churn;

/// <summary>A test by a statistic that is chi-squared when there is no effect.</summary>
/// <param name="Statistic">The statistic, 0 or more.</param>
/// <param name="DegreesOfFreedom">Number of effects tested; 0 where there was none to test.</param>
/// <param name="PValue">The chance of a statistic as large or larger without effect; 1 where there was nothing to test.</param>
public readonly record struct CoxTest(double Statistic, int DegreesOfFreedom, double PValue)
{
    internal static CoxTest Of(double statistic, int degreesOfFreedom) => degreesOfFreedom == 0
        ? new(0, 0, 1)
        : new(Math.Max(0, statistic), degreesOfFreedom, CrmKit.Numerics.SpecialFunctions.ChiSquaredTail(statistic, degreesOfFreedom));
}
