namespace CrmKit.LifetimeValue;

/// <summary>Fits one kind of purchase model. Thread-safe.</summary>
public interface IPurchaseEstimator
{
    /// <summary>The name of its models in files and on the command line, for example <c>bg-nbd</c>.</summary>
    string Name { get; }

    /// <summary>Fits a table of histories.</summary>
    /// <param name="data">The histories, one customer or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer, or an age is neither 0 nor 1e-50 to 1e50; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IModelFit<IPurchaseModel> Fit(RecencyFrequencyTable data, FitOptions? options = null, CancellationToken cancellationToken = default);
}
