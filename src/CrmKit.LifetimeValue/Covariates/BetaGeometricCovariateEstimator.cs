using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Fits a model of the beta-geometric family with covariates: alpha e^(-coefficients times purchase covariates), a and b e^(coefficients times dropout covariates).</summary>
/// <remarks>
/// A purchase coefficient above 0 means to buy more often. A dropout coefficient above 0 makes customers with the covariate more alike in how likely they are to leave, around
/// the same mean a/(a + b) (Fader and Hardie 2007). Thread-safe.
/// </remarks>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class BetaGeometricCovariateEstimator<TModel> : CovariateEstimator<TModel>
    where TModel : BetaGeometricModel
{
    private readonly bool _leavesAtOnce;

    private protected BetaGeometricCovariateEstimator(PurchaseEstimator<TModel> without, bool leavesAtOnce)
        : base(
            without,
            ["r", "alpha", "a", "b"],
            [new(1, CovariateProcess.Purchase, -1), new(2, CovariateProcess.Dropout, 1), new(3, CovariateProcess.Dropout, 1)]) =>
        _leavesAtOnce = leavesAtOnce;

    private protected override ISmoothObjective Likelihood(RecencyFrequencyTable group) => new BetaGeometricLikelihood(group, 1, _leavesAtOnce);

    private protected override (double[] Lower, double[] Upper, double[] Inner) Box(double scale, double rate) =>
    (
        [1 / Widest, scale / Widest, 1 / Widest, 1 / Widest],
        [Widest, scale * Widest, Widest, Widest],
        [0.5, 0.25 / rate, 0.8, 2.5]);

    private protected override CovariateStart? Contained(
        CovariateTable data, CovariateDesign purchase, CovariateDesign dropout, double scale, FitOptions options, CancellationToken cancellationToken) =>
        NobodyLeaves(data, purchase, dropout, [1 / Widest, Widest], options, cancellationToken);
}
