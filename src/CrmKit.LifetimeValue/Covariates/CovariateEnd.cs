namespace CrmKit.LifetimeValue;

// The end of a search over the parameters of a model and the coefficients of its covariates.
internal sealed record CovariateEnd(
    CovariateLink Link, double LogLikelihood, Convergence Convergence, ParameterCovariance? Covariance, int FreeParameters);
