using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Fits the Gamma-Gompertz/NBD model with covariates: alpha e^(-coefficients times purchase covariates) and beta e^(-coefficients times dropout covariates).</summary>
/// <remarks>A coefficient above 0 means to buy more often, or to leave sooner. Thread-safe.</remarks>
public sealed class GammaGompertzNbdCovariateEstimator : CovariateEstimator<GammaGompertzNbdModel>
{
    // The hazard then grows by less than rounding over the time observed.
    private const double Still = 1e-14;

    /// <summary>Creates an estimator.</summary>
    public GammaGompertzNbdCovariateEstimator()
        : base(
            new GammaGompertzNbdEstimator(),
            ["r", "alpha", "b", "s", "beta"],
            [new(1, CovariateProcess.Purchase, -1), new(4, CovariateProcess.Dropout, -1)])
    {
    }

    private protected override ISmoothObjective Likelihood(RecencyFrequencyTable group) => group.Count < ParetoNbdCovariateEstimator.SmallGroup
        ? new MixedLikelihood<GompertzLifetime>(new HistoryRows(group), 0)
        : new MixedLikelihood<GompertzLifetime>(new HistoryRows(group));

    private protected override GammaGompertzNbdModel Create(double[] parameters, double daysPerTimeUnit) =>
        new(parameters[0], parameters[1], parameters[2], parameters[3], parameters[4], daysPerTimeUnit);

    // As the model without covariates is searched: down to a hazard that grows by less than rounding.
    private protected override (double[] Lower, double[] Upper, double[] Inner) Box(double scale, double rate) =>
    (
        [1 / Widest, scale / Widest, Still / scale, 1 / Widest, Still / Widest],
        [Widest, scale * Widest, 1e4 / scale, Widest, Widest],
        [0.5, 0.25 / rate, 1 / scale, 0.6, 2]);

    // Pareto/NBD is the limit b to 0 with beta/b held.
    private protected override CovariateStart? Contained(
        CovariateTable data, CovariateDesign purchase, CovariateDesign dropout, double scale, FitOptions options, CancellationToken cancellationToken) =>
        CovariateStart.From(
            new ParetoNbdCovariateEstimator().Fit(data, options, cancellationToken),
            purchase,
            dropout,
            parameters => [parameters[0], parameters[1], Still / scale, parameters[2], Still / scale * parameters[3]]);
}
