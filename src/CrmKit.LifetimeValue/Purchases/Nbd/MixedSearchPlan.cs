namespace CrmKit.LifetimeValue;

// Where a search begins and ends, in natural parameters, and the maximum of the model that this one contains.
internal sealed record MixedSearchPlan(
    ImmutableArray<string> Names, double[][] Starts, double[] Lower, double[] Upper, double[] Nested, double NestedLogLikelihood)
{
    /// <summary>One belief for each parameter, in their order; empty for none.</summary>
    public ImmutableArray<LogNormalPrior> Priors { get; init; } = [];
}
