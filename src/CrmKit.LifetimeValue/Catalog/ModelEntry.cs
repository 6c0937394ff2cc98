namespace CrmKit.LifetimeValue;

// One model of the catalog: parameters in the order of the literature, from which it can be made.
internal sealed record ModelEntry(string Name, ImmutableArray<string> Parameters, Func<double[], double, IFittedModel> Create)
{
    public Func<IPurchaseEstimator>? Estimator { get; init; }
}
