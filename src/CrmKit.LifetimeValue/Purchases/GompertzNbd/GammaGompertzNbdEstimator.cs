using System.Diagnostics.CodeAnalysis;

namespace CrmKit.LifetimeValue;

/// <summary>Fits the Gamma-Gompertz/NBD model by maximum likelihood.</summary>
/// <remarks>
/// Bemmaor and Glady (2012), by Newton's method with analytic second derivatives in the logarithms of the parameters. r and s are searched between 1e-7 and
/// 1e7, alpha between 1e-7 and 1e7 times the mean age, b between 1e-14 and 1e4 over it, beta between 1e-21 and 1e7. No fit ends below Pareto/NBD, which this model contains
/// as b goes to 0 with beta/b held, nor below the NBD model. Deterministic: equal customers in any order give the same bytes. Thread-safe.
/// Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "An estimator is an object, so that a program can hold and inject it like the estimators with state.")]
public sealed class GammaGompertzNbdEstimator
{
    // The hazard then grows by less than rounding over the time observed.
    private const double Still = 1e-14;
    private static readonly ImmutableArray<string> Names = ["r", "alpha", "b", "s", "beta"];

    /// <summary>Fits a table of histories.</summary>
    /// <param name="data">The histories, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<GammaGompertzNbdModel> Fit(RecencyFrequencyTable data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        var rows = MixedSearch.Rows(data);
        var end = Search(data, rows, checkedOptions, cancellationToken);
        var v = end.Values;
        var model = new GammaGompertzNbdModel(v[0], v[1], v[2], v[3], v[4], data.DaysPerTimeUnit);
        return new ModelFit<GammaGompertzNbdModel>(model, end.LogLikelihood, data.Customers, data.Count, end.Convergence) { Covariance = end.Covariance };
    }

    /// <summary>Fits the customers that a cube has counted.</summary>
    /// <param name="cube">The cube, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<GammaGompertzNbdModel> Fit(PurchaseSummaryCube cube, FitOptions? options = null, CancellationToken cancellationToken = default)
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
    public ModelFit<GammaGompertzNbdModel> Fit(IEnumerable<PurchaseSummary> summaries, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return Fit(PurchaseSummaryCube.From(summaries), options, cancellationToken);
    }

    private static LogParameterFit Search(RecencyFrequencyTable data, HistoryRows rows, FitOptions options, CancellationToken cancellationToken)
    {
        const double Widest = MixedSearch.Widest;
        var scale = MixedSearch.Scale(rows);
        var rate = MixedSearch.Rate(rows, scale);
        var pareto = ParetoNbdEstimator.Search(data, rows, options, cancellationToken);
        var (r, alpha, s, beta) = (pareto.Values[0], pareto.Values[1], pareto.Values[2], pareto.Values[3]);

        // A hazard that barely grows, from the Pareto maximum; one that doubles within the time observed; one that grows late and fast.
        double[][] starts =
        [
            [r, alpha, 0.1 / scale, s, Math.Max(1e-6, 0.1 / scale * beta)],
            [0.5, 0.5 / rate / 2, 1 / scale, 0.6, 2],
            [1, 1 / rate, 5 / scale, 1, 100],
        ];
        var plan = new MixedSearchPlan(
            Names,
            starts,
            [1 / Widest, scale / Widest, Still / scale, 1 / Widest, Still / Widest],
            [Widest, scale * Widest, 1e4 / scale, Widest, Widest],
            [r, alpha, Still / scale, s, Still / scale * beta],
            pareto.LogLikelihood);
        return MixedSearch.Run<GompertzLifetime>(data, rows, plan, options, cancellationToken);
    }
}
