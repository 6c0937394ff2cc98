namespace CrmKit.LifetimeValue;

/// <summary>Fits the MBG/NBD model with covariates.</summary>
/// <remarks>Fader and Hardie (2007), on the likelihood of Batislam, Denizel and Filiztekin (2007). Thread-safe.</remarks>
public sealed class MbgNbdCovariateEstimator() : BetaGeometricCovariateEstimator<MbgNbdModel>(new MbgNbdEstimator(), leavesAtOnce: true)
{
    private protected override MbgNbdModel Create(double[] parameters, double daysPerTimeUnit) =>
        new(parameters[0], parameters[1], parameters[2], parameters[3], daysPerTimeUnit);
}
