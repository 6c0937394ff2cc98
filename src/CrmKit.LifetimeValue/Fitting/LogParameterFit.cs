namespace CrmKit.LifetimeValue;

// The end of a search in natural parameters. PriorShare: how much of what is known of the parameters is belief, 0 to 1.
internal sealed record LogParameterFit(ImmutableArray<double> Values, double LogLikelihood, Convergence Convergence, ParameterCovariance? Covariance, double PriorShare);
