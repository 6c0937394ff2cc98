namespace CrmKit.LifetimeValue;

/// <summary>A Gamma-Gamma model fitted by maximum likelihood.</summary>
/// <param name="Model">The model at the best parameters met.</param>
/// <param name="LogLikelihood">Log-likelihood there, every constant included.</param>
/// <param name="Customers">Customers that the fit rests on.</param>
/// <param name="CustomersLeftOut">Customers without a repeat purchase or with a mean spend of zero: the model gives them no density, so that they say nothing about it.</param>
/// <param name="Convergence">How the fit ended.</param>
public sealed record GammaGammaFit(GammaGammaModel Model, double LogLikelihood, long Customers, long CustomersLeftOut, Convergence Convergence)
{
    /// <summary>Covariance of p, q, gamma; <c>null</c> unless the fit converged.</summary>
    public ParameterCovariance? Covariance { get; init; }

    /// <summary>Standard errors of p, q, gamma; empty where <see cref="Covariance"/> is <c>null</c>.</summary>
    public ImmutableArray<double> StandardErrors => Covariance?.StandardErrors ?? [];
}
