namespace CrmKit.LifetimeValue;

/// <summary>Fits the rhythm of a segment to the gaps of its customers, under weak beliefs, so that any number of customers, none included, has an answer.</summary>
/// <remarks>
/// The maximum of likelihood times beliefs over ln k, ln sigma, ln r, ln alpha, ln a and ln b, started from the middle of the beliefs and from the regularity of
/// Wheat and Morrison (1990). The silence since the last purchase is a censored gap. Second derivatives are the outer products of the first (Berndt, Hall, Hall and Hausman 1974), or, of at most 30 different customers, differences of the first.
/// O(customers with different gaps) an iteration, some 40 microseconds each. Deterministic: equal customers in any order give the same bytes, unless they are so many that some are passed over. Thread-safe.
/// </remarks>
public sealed class RhythmEstimator
{
    // Near what the differences in the derivatives leave of their digits.
    private const double Tolerance = 1e-6;
    private static readonly ImmutableArray<string> Names = ["k", "sigma", "r", "alpha", "a", "b"];
    private readonly int _mostCustomers = 20_000;

    /// <summary>Customers fitted on at most, 1 or more; 20,000 unless told, which leaves a percent of doubt about each parameter. Of more, every so-manieth is taken.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MostCustomers
    {
        get => _mostCustomers;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _mostCustomers = value;
        }
    }

    /// <summary>Fits a segment.</summary>
    /// <param name="states">The gaps of its customers; those who have not bought yet are left out and counted.</param>
    /// <param name="asOf">Last day observed of all of them.</param>
    /// <param name="options">How to fit; where it holds no beliefs, the house's own are taken. Of them only <see cref="PriorBeliefs.TypicalGapDays"/> matters.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <returns>The fit; its log-likelihood holds the density of the gaps in days.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A customer bought after the last day, or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ModelFit<RhythmSegment> Fit(
        IEnumerable<RhythmState> states, LocalDate asOf, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(states);
        var chosen = (options ?? FitOptions.Default).Checked();
        var all = states.ToList();
        var buyers = all.Where(state => state.PurchaseDays > 0).ToList();
        if (buyers.Count > MostCustomers)
        {
            buyers = [.. Enumerable.Range(0, MostCustomers).Select(i => buyers[(int)((long)i * buyers.Count / MostCustomers)])];
        }

        var rows = GapRow.Counted(buyers, asOf);
        var priors = Priors(chosen.Beliefs ?? PriorBeliefs.Default);
        var search = new LogParameterSearch(new GapLikelihood(rows), Names, buyers.Count)
        {
            GradientTolerance = Math.Max(Tolerance, chosen.GradientTolerance),
            MaxIterations = chosen.MaxIterations,
            Priors = priors,
        };
        var end = search.Run(Starts(buyers, priors), [0.05, 0.02, 0.01, 1e-3, 1e-4, 1e-4], [50, 1, 1e4, 1e7, 1e4, 1e4], cancellationToken);
        var v = end.Values;
        return new(new RhythmSegment(v[0], v[1], v[2], v[3], v[4], v[5]), end.LogLikelihood, buyers.Count, rows.Length, end.Convergence)
        {
            Covariance = end.Covariance,
            PriorShare = PriorShare(priors, rows),
            CustomersLeftOut = all.Count - buyers.Count,
        };
    }

    // Random gaps, give or take a factor of two; the rest as the purchase models believe.
    private static ImmutableArray<LogNormalPrior> Priors(PriorBeliefs beliefs) =>
        [.. Enumerable.Concat([new("k", 1.2, 0.7), new("sigma", 0.3, 0.7)], beliefs.For("mbg-nbd", daysPerTimeUnit: 1)).Select(prior => prior with { Reach = 0 })];

    private static double PriorShare(ImmutableArray<LogNormalPrior> priors, ImmutableArray<GapRow> rows)
    {
        var medians = priors.Select(prior => Math.Log(prior.Median)).ToArray();
        return BeliefShare.Of(priors, rows.Length, i => rows[i].Customers, (i, gradient) => new GapPoint(medians, rows[i].Gaps).Row(rows[i], gradient));
    }

    private static IEnumerable<double[]> Starts(List<RhythmState> buyers, ImmutableArray<LogNormalPrior> priors)
    {
        if (WheatMorrison.Regularity(buyers) is { } k)
        {
            double[] start = [.. priors.Select(prior => prior.Median)];
            start[0] = Math.Clamp(k, 0.1, 20);
            yield return start;
        }
    }
}
