using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Fits the Pareto/NBD model with covariates: alpha e^(-coefficients times purchase covariates) and beta e^(-coefficients times dropout covariates).</summary>
/// <remarks>A coefficient above 0 means to buy more often, or to leave sooner. Thread-safe.</remarks>
public sealed class ParetoNbdCovariateEstimator : CovariateEstimator<ParetoNbdModel>
{
    // A group of fewer distinct histories does without a table of times.
    internal const int SmallGroup = 32;
    internal static readonly ImmutableArray<string> ParameterNames = ["r", "alpha", "s", "beta"];
    internal static readonly ImmutableArray<CovariateShift> ParameterShifts = [new(1, CovariateProcess.Purchase, -1), new(3, CovariateProcess.Dropout, -1)];

    /// <summary>Creates an estimator.</summary>
    public ParetoNbdCovariateEstimator()
        : base(new ParetoNbdEstimator(), ParameterNames, ParameterShifts)
    {
    }

    internal static (double[] Lower, double[] Upper, double[] Inner) ParameterBox(double scale, double rate) =>
        ([1 / Widest, scale / Widest, 1 / Widest, scale / Widest], [Widest, scale * Widest, Widest, scale * Widest], [0.5, 0.25 / rate, 0.6, 0.4 * scale]);

    private protected override ISmoothObjective Likelihood(RecencyFrequencyTable group) => group.Count < SmallGroup
        ? new MixedLikelihood<ParetoLifetime>(new HistoryRows(group), 0)
        : new MixedLikelihood<ParetoLifetime>(new HistoryRows(group));

    private protected override ParetoNbdModel Create(double[] parameters, double daysPerTimeUnit) =>
        new(parameters[0], parameters[1], parameters[2], parameters[3], daysPerTimeUnit);

    private protected override (double[] Lower, double[] Upper, double[] Inner) Box(double scale, double rate) => ParameterBox(scale, rate);

    private protected override CovariateStart? Contained(
        CovariateTable data, CovariateDesign purchase, CovariateDesign dropout, double scale, FitOptions options, CancellationToken cancellationToken) =>
        NobodyLeaves(data, purchase, dropout, [1 / Widest, scale * Widest], options, cancellationToken);
}
