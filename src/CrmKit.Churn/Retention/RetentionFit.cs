namespace CrmKit.Churn;

/// <summary>A model of contract churn fitted by maximum likelihood. Immutable and thread-safe.</summary>
/// <param name="Model">
/// The model at the estimates. Where the likelihood rises towards alpha and beta at infinity, its limit in which all customers are alike, a <see cref="DiscreteWeibullModel"/>.
/// </param>
/// <param name="LogLikelihood">
/// The log-likelihood, 0 or less; its supremum where the limit is that of customers all alike or the parameters are not identified, and otherwise that of the model.
/// </param>
/// <param name="Convergence">How the fit ended; the gradient is that of the mean log-likelihood of a customer in the logarithms of the parameters.</param>
/// <param name="Customers">How many customers it rests on.</param>
public sealed record RetentionFit(RetentionModel Model, double LogLikelihood, Convergence Convergence, double Customers)
{
    /// <summary>The covariance of the estimates; <c>null</c> unless the fit converged.</summary>
    public ParameterCovariance? Covariance { get; init; }
}
