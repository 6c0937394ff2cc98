namespace CrmKit.LifetimeValue;

/// <summary>Fits one kind of purchase model to whatever holds the histories. Thread-safe.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class PurchaseEstimator<TModel> : IPurchaseEstimator
    where TModel : class, IPurchaseModel
{
    private protected PurchaseEstimator()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>Fits a table of histories.</summary>
    /// <param name="data">The histories; one customer or more, unless something is believed.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer, the table lacks what the model needs, or an age is neither 0 nor 1e-50 to 1e50; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<TModel> Fit(RecencyFrequencyTable data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        if (data.FarthestRow is var (row, age))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Row {row}: the age is {age}; to be fitted it must be 0, or {ModelDomain.ShortestTime} to {ModelDomain.LongestTime}."), nameof(data));
        }

        return data.Customers > 0 || checkedOptions.Beliefs is not null
            ? FitChecked(data, checkedOptions, cancellationToken)
            : throw new ArgumentException("A fit without prior beliefs needs one customer or more.", nameof(data));
    }

    /// <summary>Fits the customers that a cube has counted.</summary>
    /// <param name="cube">The cube; one customer or more, unless something is believed.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<TModel> Fit(PurchaseSummaryCube cube, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cube);
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        return Fit(RecencyFrequencyTable.From(cube, checkedOptions.DaysPerTimeUnit), checkedOptions, cancellationToken);
    }

    /// <summary>Fits the summaries of customers.</summary>
    /// <param name="summaries">The summaries; one or more, unless something is believed.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<TModel> Fit(IEnumerable<PurchaseSummary> summaries, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return Fit(PurchaseSummaryCube.From(summaries), options, cancellationToken);
    }

    IModelFit<IPurchaseModel> IPurchaseEstimator.Fit(RecencyFrequencyTable data, FitOptions? options, CancellationToken cancellationToken) =>
        Fit(data, options, cancellationToken);

    private protected abstract ModelFit<TModel> FitChecked(RecencyFrequencyTable data, FitOptions options, CancellationToken cancellationToken);

    private protected static ModelFit<TModel> Fitted(TModel model, LogParameterFit end, RecencyFrequencyTable data, double priorShare) =>
        new(model, end.LogLikelihood, data.Customers, data.Count, end.Convergence) { Covariance = end.Covariance, PriorShare = priorShare };

    // What is believed of the parameters; nothing without beliefs.
    private protected ImmutableArray<LogNormalPrior> Priors(FitOptions options, RecencyFrequencyTable data) => options.Beliefs?.For(Name, data.DaysPerTimeUnit) ?? [];
}
