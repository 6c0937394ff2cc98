namespace CrmKit.LifetimeValue;

/// <summary>A BG/NBD model fitted by maximum likelihood.</summary>
/// <param name="Model">The model at the best parameters met.</param>
/// <param name="LogLikelihood">Log-likelihood there, every constant included, in the time unit of the data.</param>
/// <param name="Customers">Customers fitted on.</param>
/// <param name="DistinctSummaries">Distinct histories among them.</param>
/// <param name="Convergence">How the fit ended.</param>
public sealed record BgNbdFit(BgNbdModel Model, double LogLikelihood, long Customers, int DistinctSummaries, Convergence Convergence)
{
    /// <summary>Covariance of r, alpha, a, b; <c>null</c> unless the fit converged, for a flat direction has none.</summary>
    public ParameterCovariance? Covariance { get; init; }

    /// <summary>Standard errors of r, alpha, a, b; empty where <see cref="Covariance"/> is <c>null</c>.</summary>
    public ImmutableArray<double> StandardErrors => Covariance?.StandardErrors ?? [];
}
