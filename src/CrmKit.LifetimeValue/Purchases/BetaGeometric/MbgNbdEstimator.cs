namespace CrmKit.LifetimeValue;

/// <summary>Fits the MBG/NBD model by maximum likelihood.</summary>
/// <remarks>Batislam, Denizel and Filiztekin (2007). Thread-safe.</remarks>
public sealed class MbgNbdEstimator() : BetaGeometricEstimator<MbgNbdModel>(leavesAtOnce: true, 1, 1)
{
    private protected override MbgNbdModel Create(int k, double r, double alpha, double a, double b, double daysPerTimeUnit) => new(r, alpha, a, b, daysPerTimeUnit);
}
