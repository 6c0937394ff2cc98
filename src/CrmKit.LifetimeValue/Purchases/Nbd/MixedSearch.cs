namespace CrmKit.LifetimeValue;

// The search that the models of Gamma-distributed rates and lifetimes share. Of a large table every so many rows choose the start, since a false maximum shows in
// a few thousand rows as well as in a million; the whole table only polishes that end. Where the model that this one contains does better, its own maximum is a start too.
internal static class MixedSearch
{
    public const double Widest = 1e7;
    private const int ThinnedRows = 1 << 12;

    // The mean age, in which scales are measured.
    public static double Scale(HistoryRows rows) => rows.TotalAge > 0 ? rows.TotalAge / rows.Total : 1;

    public static LogParameterFit Nested(HistoryRows rows, ImmutableArray<LogNormalPrior> priors, FitOptions options, CancellationToken cancellationToken)
    {
        var scale = Scale(rows);
        var rate = Rate(rows, scale);
        double[][] starts = [[0.5, 0.5 / rate], [2, 2 / rate], [0.1, 0.1 / rate]];
        ReadOnlySpan<double> lower = [1 / Widest, scale / Widest];
        ReadOnlySpan<double> upper = [Widest, scale * Widest];
        var search = new LogParameterSearch(new NbdLikelihood(rows), NbdEstimator.ParameterNames, rows.Total)
        {
            GradientTolerance = options.GradientTolerance,
            MaxIterations = options.MaxIterations,
            Priors = priors,
        };
        return search.Run(starts.Take(options.Starts), lower, upper, cancellationToken);
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
        var starts = plan.Starts.Take(options.Starts).ToList();
        var iterations = 0;
        if (starts.Count > 1 && data.Count > 2 * ThinnedRows)
        {
            var thinned = new HistoryRows(data, data.Count / ThinnedRows);
            var rough = Search<T>(thinned, plan, Math.Max(1e-7, options.GradientTolerance), options).Run(starts, plan.Lower, plan.Upper, cancellationToken);
            starts = [[.. rough.Values]];
            iterations = rough.Convergence.Iterations;
        }

        var search = Search<T>(rows, plan, options.GradientTolerance, options);
        var end = search.Run(starts, plan.Lower, plan.Upper, cancellationToken);
        iterations += end.Convergence.Iterations;
        // With beliefs it is the posterior that is maximised, in which the contained model has no place.
        if (plan.Priors.IsEmpty && end.LogLikelihood < plan.NestedLogLikelihood)
        {
            var contained = search.Run([plan.Nested], plan.Lower, plan.Upper, cancellationToken);
            iterations += contained.Convergence.Iterations;
            end = contained.LogLikelihood > end.LogLikelihood ? contained : end;
        }

        return end with { Convergence = end.Convergence with { Iterations = iterations } };
    }

    private static LogParameterSearch Search<T>(HistoryRows rows, MixedSearchPlan plan, double tolerance, FitOptions options)
        where T : struct, ILifetime<T> => new(new MixedLikelihood<T>(rows), plan.Names, rows.Total)
        {
            GradientTolerance = tolerance,
            MaxIterations = options.MaxIterations,
            Priors = plan.Priors,
        };
}
