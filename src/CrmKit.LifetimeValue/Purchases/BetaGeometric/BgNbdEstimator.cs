namespace CrmKit.LifetimeValue;

/// <summary>Fits the BG/NBD model by maximum likelihood.</summary>
/// <remarks>Fader, Hardie and Lee (2005), eq. 7. Thread-safe.</remarks>
public sealed class BgNbdEstimator() : BetaGeometricEstimator<BgNbdModel>(leavesAtOnce: false, 1, 1)
{
    private protected override BgNbdModel Create(int k, double r, double alpha, double a, double b, double daysPerTimeUnit) => new(r, alpha, a, b, daysPerTimeUnit);
}
