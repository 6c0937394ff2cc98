namespace CrmKit.LifetimeValue;

/// <summary>Fits a model of the beta-geometric family by maximum likelihood.</summary>
/// <remarks>
/// The likelihoods of Fader, Hardie and Lee (2005), eq. 7, Batislam, Denizel and Filiztekin (2007) and Platzer and Reutterer (2016), by Newton's method with
/// analytic second derivatives in the logarithms of the parameters. The parameters r, a, b are searched between 1e-7 and 1e7, alpha between 1e-7 and 1e7 times
/// the mean age. One of the starts is the NBD, where nobody leaves, so that no fit ends below that model. O(distinct histories) an iteration, some ten iterations
/// a start, for each k. Deterministic: equal customers in any order give the same bytes. Thread-safe. Valid data never raise an exception: see
/// <see cref="ModelFit{TModel}.Convergence"/>.
/// </remarks>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class BetaGeometricEstimator<TModel> : PurchaseEstimator<TModel>
    where TModel : BetaGeometricModel
{
    private const double Widest = 1e7;
    private static readonly ImmutableArray<string> Names = ["r", "alpha", "a", "b"];

    private protected BetaGeometricEstimator(bool leavesAtOnce, int leastK, int greatestK)
    {
        LeavesAtOnce = leavesAtOnce;
        (LeastK, GreatestK) = (leastK, greatestK);
    }

    /// <inheritdoc/>
    public override string Name => (LeavesAtOnce ? "mbg-" : "bg-") + (LeastK == 1 && GreatestK == 1 ? "nbd" : "cnbd-k");

    private bool LeavesAtOnce { get; }

    private int LeastK { get; }

    private int GreatestK { get; }

    private protected override ModelFit<TModel> FitChecked(RecencyFrequencyTable data, FitOptions options, CancellationToken cancellationToken)
    {
        if (GreatestK > 1 && data.SumLogGaps is null)
        {
            throw new ArgumentException("A model with regular gaps needs the sum of the logarithms of gaps.", nameof(data));
        }

        var (bestK, best) = (LeastK, Search(LeastK, data, options, cancellationToken));
        for (var k = LeastK + 1; k <= GreatestK; k++)
        {
            // More regular gaps must earn their place: of equal likelihoods, or posteriors where something is believed, the smaller k stays.
            var end = Search(k, data, options, cancellationToken);
            if (end.LogPosterior > best.LogPosterior + (1e-9 * Math.Abs(best.LogPosterior)))
            {
                (bestK, best) = (k, end);
            }
        }

        var model = Create(bestK, best.Values[0], best.Values[1], best.Values[2], best.Values[3], data.DaysPerTimeUnit);

        // Asked at one k, so that the share does not move with the choice of k.
        var asked = bestK == LeastK ? model : Create(LeastK, best.Values[0], best.Values[1], best.Values[2], best.Values[3], data.DaysPerTimeUnit);
        return Fitted(model, best, data, BeliefShare.Of(Priors(options, data), asked, data)) with { FreeParameters = Names.Length + (LeastK < GreatestK ? 1 : 0) };
    }

    private protected abstract TModel Create(int k, double r, double alpha, double a, double b, double daysPerTimeUnit);

    private LogParameterFit Search(int k, RecencyFrequencyTable data, FitOptions options, CancellationToken cancellationToken)
    {
        var likelihood = new BetaGeometricLikelihood(data, k, LeavesAtOnce, options.MaxThreads);
        var scale = likelihood.MeanAge > 0 ? likelihood.MeanAge : 1;
        var search = new ThinnedSearch(
            stride =>
            {
                var rows = stride == 1 ? data : data.Thinned(stride);
                return (stride == 1 ? likelihood : new BetaGeometricLikelihood(rows, k, LeavesAtOnce, options.MaxThreads), rows.Customers);
            },
            data.Count,
            Names,
            Priors(options, data),
            options);
        double[] lower = [1 / Widest, scale / Widest, 1 / Widest, 1 / Widest];
        double[] upper = [Widest, scale * Widest, Widest, Widest];
        double[][] starts = [.. Starts(likelihood, scale, k).Take(options.Starts)];
        var end = search.Run(starts, lower, upper, cancellationToken);
        if (!search.IsThinned(starts.Length))
        {
            return end;
        }

        // Only some rows have tried the start from which nobody leaves: the NBD's own maximum tells whether all of them must.
        var nested = k == 1 ? MixedSearch.Nested(data, new HistoryRows(data), [], options, cancellationToken) : null;
        double[] contained = nested is null ? Starts(likelihood, scale, k).Last() : [.. nested.Values, 1 / Widest, Widest];
        return search.AtLeast(end, contained, nested?.LogLikelihood ?? double.PositiveInfinity, lower, upper, cancellationToken);
    }

    // Each start buys at the observed rate r/alpha; they differ in how unequal the customers are and how soon they leave. From the last one, the contained model, nobody ever leaves.
    private static IEnumerable<double[]> Starts(BetaGeometricLikelihood likelihood, double scale, int k)
    {
        var rate = k * Math.Max(likelihood.RepeatPurchases, 0.5) / Math.Max(likelihood.TotalAge, scale);
        yield return [0.5, 0.5 / rate / 2, 0.8, 2.5];
        yield return [2, 2 / rate, 0.1, 1];
        yield return [0.2, 0.2 / rate / 4, 2, 2];
        yield return [1, 1 / rate, 5, 20];
        yield return [1, 1 / rate, 1 / Widest, Widest];
    }
}
