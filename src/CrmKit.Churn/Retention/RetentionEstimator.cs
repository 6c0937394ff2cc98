namespace CrmKit.Churn;

/// <summary>Fits a model of contract churn by maximum likelihood. Thread-safe.</summary>
public abstract class RetentionEstimator
{
    private protected RetentionEstimator()
    {
    }

    /// <summary>The model's name in the literature.</summary>
    public abstract string Name { get; }

    private protected abstract bool HasPower { get; }

    /// <summary>Fits counts of customers.</summary>
    /// <param name="data">The counts; any number of customers, none included, is answered, if need be by a status.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RetentionFit Fit(RetentionCounts data, RetentionFitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new RetentionSearch(data, HasPower, options ?? RetentionFitOptions.Default, cancellationToken).Run();
    }
}
