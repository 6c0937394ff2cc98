namespace CrmKit.LifetimeValue;

// The end of a search in natural parameters.
internal sealed record LogParameterFit(ImmutableArray<double> Values, double LogLikelihood, Convergence Convergence, ParameterCovariance? Covariance)
{
    /// <summary>Logarithm of the density of the beliefs there, without its constant; 0 without beliefs.</summary>
    public double LogBelief { get; init; }

    public double LogPosterior => LogLikelihood + LogBelief;
}
