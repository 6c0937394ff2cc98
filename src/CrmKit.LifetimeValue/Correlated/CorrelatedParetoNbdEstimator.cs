namespace CrmKit.LifetimeValue;

/// <summary>Fits the Pareto/NBD model with dependent purchase and dropout rates by maximum likelihood.</summary>
/// <remarks>
/// <para>
/// Newton's method with analytic second derivatives in the logarithms of r, alpha, s, beta and in the share of the admissible range that m takes, from the fit of the independent
/// model, which this one contains, and from dependence of either sign beside it and at other starts: no fit ends below <see cref="ParetoNbdEstimator"/>, and one that ends with m at its
/// bound says so (<see cref="ConvergenceStatus.AtBoundary"/>, m). For fixed r, alpha, s, beta the log-likelihood is concave in m. r and s are searched between 1e-7 and 1e7, alpha and
/// beta between 1e-7 and 1e7 times the mean age. Test the dependence by <see cref="LikelihoodRatio"/> against the independent fit, one degree of freedom.
/// </para>
/// <para>
/// With beliefs those about the Pareto/NBD parameters hold here too, and the share of the range is believed to be 0 give or take 0.5. Deterministic: equal customers in any order, on any
/// number of threads, give the same bytes. Thread-safe. Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </para>
/// </remarks>
public sealed class CorrelatedParetoNbdEstimator : PurchaseEstimator<CorrelatedParetoNbdModel>
{
    /// <inheritdoc/>
    public override string Name => "pareto-nbd-correlated";

    private protected override ModelFit<CorrelatedParetoNbdModel> FitChecked(RecencyFrequencyTable data, FitOptions options, CancellationToken cancellationToken)
    {
        var nested = new ParetoNbdEstimator().Fit(data, options, cancellationToken);
        var end = CorrelatedSearch.Run(data, nested, options, cancellationToken);

        // The search begins at the independent fit, so that it can only end below it by rounding.
        var logLikelihood = options.Beliefs is null ? Math.Max(end.LogLikelihood, nested.LogLikelihood) : end.LogLikelihood;
        var model = CorrelatedParetoNbdModel.OfShare(
            end.Values[0], end.Values[1], end.Values[2], end.Values[3], CorrelatedSearch.ShareOf(end.Values[4]), data.DaysPerTimeUnit);
        var covariance = end.Covariance is null ? null : CorrelatedSearch.Natural(end.Covariance, model);
        return Fitted(model, end with { LogLikelihood = logLikelihood, Covariance = covariance }, data, CorrelatedSearch.PriorShare(data, options));
    }
}
