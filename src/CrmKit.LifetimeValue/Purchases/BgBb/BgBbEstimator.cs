namespace CrmKit.LifetimeValue;

/// <summary>Fits the BG/BB model by maximum likelihood.</summary>
/// <remarks>
/// Fader, Hardie and Shang (2010), eq. 6, by Newton's method with analytic second derivatives in the logarithms of the parameters, searched between 1e-7 and 1e7. One of the
/// starts is the beta-Bernoulli model, where nobody leaves, so that no fit ends below it. O(largest n + sum over distinct histories of n - t_x) an iteration.
/// Deterministic: equal customers in any order give the same bytes. Thread-safe. Valid data never raise an exception: see <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
public sealed class BgBbEstimator
{
    private const double Widest = 1e7;
    private static readonly ImmutableArray<string> Names = ["alpha", "beta", "gamma", "delta"];

    /// <summary>The name of its models in files and on the command line, <c>bg-bb</c>.</summary>
    public string Name { get; } = "bg-bb";

    /// <summary>Fits a table of histories.</summary>
    /// <param name="data">The histories; one customer or more, unless something is believed.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<BgBbModel> Fit(OpportunityTable data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var checkedOptions = (options ?? FitOptions.Default).Checked();
        if (data.Customers == 0 && checkedOptions.Beliefs is null)
        {
            throw new ArgumentException("A fit without prior beliefs needs one customer or more.", nameof(data));
        }

        var search = new LogParameterSearch(new BgBbLikelihood(data), Names, data.Customers)
        {
            GradientTolerance = checkedOptions.GradientTolerance,
            MaxIterations = checkedOptions.MaxIterations,
            Priors = checkedOptions.Beliefs?.For(Name) ?? [],
        };
        ReadOnlySpan<double> lower = [1 / Widest, 1 / Widest, 1 / Widest, 1 / Widest];
        ReadOnlySpan<double> upper = [Widest, Widest, Widest, Widest];
        var end = search.Run(Starts(data).Take(checkedOptions.Starts), lower, upper, cancellationToken);
        var model = new BgBbModel(end.Values[0], end.Values[1], end.Values[2], end.Values[3]);
        return new ModelFit<BgBbModel>(model, end.LogLikelihood, data.Customers, data.Count, end.Convergence)
        {
            Covariance = end.Covariance,
            PriorShare = PriorShare(search.Priors, data),
        };
    }

    private static double PriorShare(ImmutableArray<LogNormalPrior> priors, OpportunityTable data)
    {
        if (priors.IsEmpty)
        {
            return 0;
        }

        var score = new BelievedScore<BgBbModel>(priors, values => new BgBbModel(values[0], values[1], values[2], values[3]));
        return BeliefShare.Of(
            priors, data.Count, row => data.CustomersPerRow[row], (row, gradient) => score.At(model => model.LogLikelihood(data.Histories[row]), gradient));
    }

    // Each start uses opportunities somewhat more often than observed, since some customers have left; from the last one nobody ever leaves.
    private static IEnumerable<double[]> Starts(OpportunityTable data)
    {
        double used = 0.5, had = 1;
        for (var row = 0; row < data.Count; row++)
        {
            used += (double)data.Histories[row].X * data.CustomersPerRow[row];
            had += (double)data.Histories[row].Opportunities * data.CustomersPerRow[row];
        }

        var share = used / had;
        yield return [1, (1 / Math.Min(1, 1.5 * share)) - 0.9, 0.7, 3];
        yield return [0.3, 0.3 * ((1 / share) - 0.9), 0.2, 5];
        yield return [3, 3 * ((1 / Math.Min(1, 2 * share)) - 0.9), 2, 4];
        yield return [1, (1 / share) - 0.9, 1 / Widest, Widest];
    }
}
