using System.Diagnostics.CodeAnalysis;

namespace CrmKit.LifetimeValue;

/// <summary>Fits the BG/NBD model by maximum likelihood.</summary>
/// <remarks>
/// Fader, Hardie and Lee (2005), eq. 7, by Newton's method with analytic second derivatives in the logarithms of the parameters. The parameters r, a, b are
/// searched between 1e-7 and 1e7, alpha between 1e-7 and 1e7 times the mean age. O(distinct histories) an iteration, some ten iterations a start.
/// Deterministic: equal customers in any order give the same bytes. Thread-safe. Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "An estimator is an object, so that a program can hold and inject it like the estimators with state.")]
public sealed class BgNbdEstimator
{
    private const double Widest = 1e7;
    private static readonly ImmutableArray<string> Names = ["r", "alpha", "a", "b"];

    /// <summary>Fits a table of histories.</summary>
    /// <param name="data">The histories, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<BgNbdModel> Fit(RecencyFrequencyTable data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        if (data.Customers == 0)
        {
            throw new ArgumentException("A fit needs one customer or more.", nameof(data));
        }

        var likelihood = new BgNbdLikelihood(data);
        var scale = likelihood.MeanAge > 0 ? likelihood.MeanAge : 1;
        var search = new LogParameterSearch(likelihood, Names, data.Customers)
        {
            GradientTolerance = checkedOptions.GradientTolerance,
            MaxIterations = checkedOptions.MaxIterations,
        };
        ReadOnlySpan<double> lower = [1 / Widest, scale / Widest, 1 / Widest, 1 / Widest];
        ReadOnlySpan<double> upper = [Widest, scale * Widest, Widest, Widest];
        var end = search.Run(Starts(likelihood, scale).Take(checkedOptions.Starts), lower, upper, cancellationToken);
        var model = new BgNbdModel(end.Values[0], end.Values[1], end.Values[2], end.Values[3], data.DaysPerTimeUnit);
        return new ModelFit<BgNbdModel>(model, end.LogLikelihood, data.Customers, data.Count, end.Convergence) { Covariance = end.Covariance };
    }

    /// <summary>Fits the customers that a cube has counted.</summary>
    /// <param name="cube">The cube, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<BgNbdModel> Fit(PurchaseSummaryCube cube, FitOptions? options = null, CancellationToken cancellationToken = default)
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
    public ModelFit<BgNbdModel> Fit(IEnumerable<PurchaseSummary> summaries, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return Fit(PurchaseSummaryCube.From(summaries), options, cancellationToken);
    }

    // Each start buys at the observed rate r/alpha; they differ in how unequal the customers are and how soon they leave.
    private static IEnumerable<double[]> Starts(BgNbdLikelihood likelihood, double scale)
    {
        var rate = Math.Max(likelihood.RepeatPurchases, 0.5) / Math.Max(likelihood.TotalAge, scale);
        yield return [0.5, 0.5 / rate / 2, 0.8, 2.5];
        yield return [2, 2 / rate, 0.1, 1];
        yield return [0.2, 0.2 / rate / 4, 2, 2];
        yield return [1, 1 / rate, 5, 20];
    }
}
