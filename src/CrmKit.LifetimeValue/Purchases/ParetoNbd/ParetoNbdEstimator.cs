namespace CrmKit.LifetimeValue;

/// <summary>Fits the Pareto/NBD model by maximum likelihood.</summary>
/// <remarks>
/// Schmittlein, Morrison and Colombo (1987), by Newton's method with analytic second derivatives in the logarithms of the parameters, taken under the integral
/// over the unseen lifetime. r and s are searched between 1e-7 and 1e7, alpha and beta between 1e-7 and 1e7 times the mean age. No fit ends below the NBD model,
/// which this one contains. O(distinct histories) an iteration where times are days. Deterministic: equal customers in any order give the same bytes. Thread-safe.
/// Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
public sealed class ParetoNbdEstimator : PurchaseEstimator<ParetoNbdModel>
{
    private static readonly ImmutableArray<string> Names = ["r", "alpha", "s", "beta"];

    /// <inheritdoc/>
    public override string Name => "pareto-nbd";

    private protected override ModelFit<ParetoNbdModel> FitChecked(RecencyFrequencyTable data, FitOptions options, CancellationToken cancellationToken)
    {
        var rows = new HistoryRows(data);
        var end = Search(data, rows, options, cancellationToken);
        var model = new ParetoNbdModel(end.Values[0], end.Values[1], end.Values[2], end.Values[3], data.DaysPerTimeUnit);
        return Fitted(model, end, data, BeliefShare.Of(Priors(options, data), model, data));
    }

    internal static LogParameterFit Search(RecencyFrequencyTable data, HistoryRows rows, FitOptions options, CancellationToken cancellationToken)
    {
        // Each start buys at the observed rate while there; they differ in how unequal the customers are and how soon they leave.
        const double Widest = MixedSearch.Widest;
        var scale = MixedSearch.Scale(rows);
        var rate = MixedSearch.Rate(rows, scale);
        var nested = MixedSearch.Nested(data, rows, [], options, cancellationToken);
        double[][] starts =
        [
            [0.5, 0.5 / rate / 2, 0.6, 0.4 * scale],
            [2, 2 / rate, 0.2, 2 * scale],
            [0.2, 0.2 / rate / 4, 2, scale],
            [1, 1 / rate, 5, 20 * scale],
        ];
        var plan = new MixedSearchPlan(
            Names,
            starts,
            [1 / Widest, scale / Widest, 1 / Widest, scale / Widest],
            [Widest, scale * Widest, Widest, scale * Widest],
            [nested.Values[0], nested.Values[1], 1 / Widest, scale * Widest],
            nested.LogLikelihood)
        {
            Priors = options.Beliefs?.For("pareto-nbd", data.DaysPerTimeUnit) ?? [],
        };
        return MixedSearch.Run<ParetoLifetime>(data, rows, plan, options, cancellationToken);
    }
}
