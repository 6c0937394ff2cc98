namespace CrmKit.LifetimeValue;

/// <summary>Fits the BG/NBD model with covariates.</summary>
/// <remarks>Fader and Hardie (2007). Thread-safe.</remarks>
public sealed class BgNbdCovariateEstimator() : BetaGeometricCovariateEstimator<BgNbdModel>(new BgNbdEstimator(), leavesAtOnce: false)
{
    private protected override BgNbdModel Create(double[] parameters, double daysPerTimeUnit) =>
        new(parameters[0], parameters[1], parameters[2], parameters[3], daysPerTimeUnit);
}
