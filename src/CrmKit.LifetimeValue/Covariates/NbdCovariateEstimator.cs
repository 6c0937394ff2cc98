using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Fits the NBD model with covariates: alpha e^(-coefficients times purchase covariates).</summary>
/// <remarks>A coefficient above 0 means to buy more often. Thread-safe.</remarks>
public sealed class NbdCovariateEstimator : CovariateEstimator<NbdModel>
{
    /// <summary>Creates an estimator.</summary>
    public NbdCovariateEstimator()
        : base(new NbdEstimator(), ["r", "alpha"], [new(1, CovariateProcess.Purchase, -1)])
    {
    }

    private protected override ISmoothObjective Likelihood(RecencyFrequencyTable group) => new NbdLikelihood(new HistoryRows(group));

    private protected override NbdModel Create(double[] parameters, double daysPerTimeUnit) => new(parameters[0], parameters[1], daysPerTimeUnit);

    private protected override (double[] Lower, double[] Upper, double[] Inner) Box(double scale, double rate) =>
        ([1 / Widest, scale / Widest], [Widest, scale * Widest], [0.5, 0.5 / rate]);
}
