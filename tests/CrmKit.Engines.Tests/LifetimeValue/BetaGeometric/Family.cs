namespace CrmKit.LifetimeValue.Tests;

// The four models by name, for batteries that all of them pass.
internal static class Family
{
    public static ImmutableArray<string> AllNames => ["bg-nbd", "mbg-nbd", "bg-cnbd-k", "mbg-cnbd-k"];

    public static TheoryData<string> Names => [.. AllNames];

    // k is used by the models that have one.
    public static BetaGeometricModel Create(string name, int k, double r, double alpha, double a, double b) => name switch
    {
        "bg-nbd" => new BgNbdModel(r, alpha, a, b),
        "mbg-nbd" => new MbgNbdModel(r, alpha, a, b),
        "bg-cnbd-k" => new BgCnbdModel(k, r, alpha, a, b),
        _ => new MbgCnbdModel(k, r, alpha, a, b),
    };

    public static IModelFit<BetaGeometricModel> Fit(string name, RecencyFrequencyTable table) => name switch
    {
        "bg-nbd" => new BgNbdEstimator().Fit(table),
        "mbg-nbd" => new MbgNbdEstimator().Fit(table),
        "bg-cnbd-k" => new BgCnbdEstimator().Fit(table),
        _ => new MbgCnbdEstimator().Fit(table),
    };

    // Parameters of the size that CDNOW has, k = 3 where there is one.
    public static BetaGeometricModel Ordinary(string name) => Create(name, 3, .6, 5, .8, 2.2);
}
