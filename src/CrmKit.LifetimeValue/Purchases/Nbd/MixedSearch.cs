namespace CrmKit.LifetimeValue;

// The search that the models of Gamma-distributed rates and lifetimes share. Where the model that this one contains does better, its own maximum is a start too.
internal static class MixedSearch
{
    public const double Widest = 1e7;

    // The mean age, in which scales are measured.
    public static double Scale(HistoryRows rows) => rows.TotalAge > 0 ? rows.TotalAge / rows.Total : 1;

    public static LogParameterFit Nested(
        RecencyFrequencyTable data, HistoryRows rows, ImmutableArray<LogNormalPrior> priors, FitOptions options, CancellationToken cancellationToken)
    {
        var scale = Scale(rows);
        var rate = Rate(rows, scale);
        double[][] starts = [[0.5, 0.5 / rate], [2, 2 / rate], [0.1, 0.1 / rate]];
        double[] lower = [1 / Widest, scale / Widest];
        double[] upper = [Widest, scale * Widest];
        var search = new ThinnedSearch(
            stride =>
            {
                var some = stride == 1 ? rows : new HistoryRows(data, stride);
                return (new NbdLikelihood(some, options.MaxThreads), some.Total);
            },
            data.Count,
            NbdEstimator.ParameterNames,
            priors,
            options);
        return search.Run([.. starts.Take(options.Starts)], lower, upper, cancellationToken);
    }

    // Purchases in a time unit, at least half a purchase in all.
    public static double Rate(HistoryRows rows, double scale) => Math.Max(rows.Purchases, 0.5) / Math.Max(rows.TotalAge, scale);

    public static LogParameterFit Run<T>(
        RecencyFrequencyTable data,
        HistoryRows rows,
        MixedSearchPlan plan,
        FitOptions options,
        CancellationToken cancellationToken)
        where T : struct, ILifetime<T>
    {
        var search = new ThinnedSearch(
            stride =>
            {
                var some = stride == 1 ? rows : new HistoryRows(data, stride);
                return (new MixedLikelihood<T>(some, maxThreads: options.MaxThreads), some.Total);
            },
            data.Count,
            plan.Names,
            plan.Priors,
            options);
        var end = search.Run([.. plan.Starts.Take(options.Starts)], plan.Lower, plan.Upper, cancellationToken);
        return search.AtLeast(end, plan.Nested, plan.NestedLogLikelihood, plan.Lower, plan.Upper, cancellationToken);
    }
}
