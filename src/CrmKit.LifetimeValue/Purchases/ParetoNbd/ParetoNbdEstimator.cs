using System.Diagnostics.CodeAnalysis;

namespace CrmKit.LifetimeValue;

/// <summary>Fits the Pareto/NBD model by maximum likelihood.</summary>
/// <remarks>
/// Schmittlein, Morrison and Colombo (1987), by Newton's method with analytic second derivatives in the logarithms of the parameters, taken under the integral
/// over the unseen lifetime. r and s are searched between 1e-7 and 1e7, alpha and beta between 1e-7 and 1e7 times the mean age. No fit ends below the NBD model,
/// which this one contains. O(distinct histories) an iteration where times are days. Deterministic: equal customers in any order give the same bytes. Thread-safe.
/// Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "An estimator is an object, so that a program can hold and inject it like the estimators with state.")]
public sealed class ParetoNbdEstimator
{
    private static readonly ImmutableArray<string> Names = ["r", "alpha", "s", "beta"];

    /// <summary>Fits a table of histories.</summary>
    /// <param name="data">The histories, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<ParetoNbdModel> Fit(RecencyFrequencyTable data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        var rows = MixedSearch.Rows(data);
        var end = Search(data, rows, checkedOptions, cancellationToken);
        var model = new ParetoNbdModel(end.Values[0], end.Values[1], end.Values[2], end.Values[3], data.DaysPerTimeUnit);
        return new ModelFit<ParetoNbdModel>(model, end.LogLikelihood, data.Customers, data.Count, end.Convergence) { Covariance = end.Covariance };
    }

    /// <summary>Fits the customers that a cube has counted.</summary>
    /// <param name="cube">The cube, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<ParetoNbdModel> Fit(PurchaseSummaryCube cube, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        return Fit(RecencyFrequencyTable.From(cube, checkedOptions.DaysPerTimeUnit), checkedOptions, cancellationToken);
    }

    /// <summary>Fits the summaries of customers.</summary>
    /// <param name="summaries">The summaries, one or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<ParetoNbdModel> Fit(IEnumerable<PurchaseSummary> summaries, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return Fit(PurchaseSummaryCube.From(summaries), options, cancellationToken);
    }

    internal static LogParameterFit Search(RecencyFrequencyTable data, HistoryRows rows, FitOptions options, CancellationToken cancellationToken)
    {
        // Each start buys at the observed rate while there; they differ in how unequal the customers are and how soon they leave.
        const double Widest = MixedSearch.Widest;
        var scale = MixedSearch.Scale(rows);
        var rate = MixedSearch.Rate(rows, scale);
        var nested = MixedSearch.Nested(rows, options, cancellationToken);
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
            nested.LogLikelihood);
        return MixedSearch.Run<ParetoLifetime>(data, rows, plan, options, cancellationToken);
    }
}
