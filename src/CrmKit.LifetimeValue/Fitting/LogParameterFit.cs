namespace CrmKit.LifetimeValue;

// The end of a search in natural parameters.
internal sealed record LogParameterFit(ImmutableArray<double> Values, double LogLikelihood, Convergence Convergence, ParameterCovariance? Covariance);
