using System.Diagnostics.CodeAnalysis;

namespace CrmKit.LifetimeValue;

/// <summary>Fits the NBD model by maximum likelihood.</summary>
/// <remarks>
/// Newton's method with analytic second derivatives in ln r and ln alpha; r is searched between 1e-7 and 1e7, alpha between 1e-7 and 1e7 times the mean age.
/// O(distinct ages) an iteration. Deterministic and thread-safe. Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "An estimator is an object, so that a program can hold and inject it like the estimators with state.")]
public sealed class NbdEstimator
{
    private static readonly ImmutableArray<string> Names = ["r", "alpha"];

    /// <summary>Fits a table of histories.</summary>
    /// <param name="data">The histories, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<NbdModel> Fit(RecencyFrequencyTable data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        var rows = MixedSearch.Rows(data);
        var end = MixedSearch.Nested(rows, checkedOptions, cancellationToken);
        var model = new NbdModel(end.Values[0], end.Values[1], data.DaysPerTimeUnit);
        return new ModelFit<NbdModel>(model, end.LogLikelihood, data.Customers, data.Count, end.Convergence) { Covariance = end.Covariance };
    }

    /// <summary>Fits the customers that a cube has counted.</summary>
    /// <param name="cube">The cube, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<NbdModel> Fit(PurchaseSummaryCube cube, FitOptions? options = null, CancellationToken cancellationToken = default)
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
    public ModelFit<NbdModel> Fit(IEnumerable<PurchaseSummary> summaries, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return Fit(PurchaseSummaryCube.From(summaries), options, cancellationToken);
    }

    internal static ImmutableArray<string> ParameterNames => Names;
}
