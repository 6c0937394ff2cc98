namespace CrmKit.LifetimeValue;

/// <summary>Compares candidate models on days that they have not seen, and with the plain average that they have to beat.</summary>
/// <remarks>
/// Rolling origins: at each, the models are fitted on all that was bought until then, and what they expect of each customer known by then is set beside what the
/// customer did in the holdout that follows. Errors are over customers and holdouts together. Thread-safe.
/// </remarks>
public sealed class ModelSelection
{
    /// <summary>The name of the baseline among the results.</summary>
    public const string BaselineName = "baseline";

    private readonly ImmutableArray<IPurchaseEstimator> _candidates;

    /// <summary>Creates a comparison.</summary>
    /// <param name="candidates">The models to compare, one or more, each by its own name.</param>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public ModelSelection(params IEnumerable<IPurchaseEstimator> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        _candidates = [.. candidates];
        if (_candidates.IsEmpty || _candidates.DistinctBy(candidate => candidate.Name, StringComparer.Ordinal).Count() < _candidates.Length)
        {
            throw new ArgumentException("There must be one candidate or more, each with a name of its own.", nameof(candidates));
        }
    }

    /// <summary>Compares the candidates on the purchases of a business.</summary>
    /// <param name="purchases">Purchases net of returns, in any order, all in one currency.</param>
    /// <param name="observedUntil">Last day observed, inclusive; later purchases are left out.</param>
    /// <param name="options">How to compare.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work; polled at every iteration of a fit.</param>
    /// <returns><c>null</c> where no calibration holds a customer: too little was observed to compare anything.</returns>
    /// <exception cref="CurrencyMismatchException">The purchases mix currencies.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SelectionReport? Compare(
        IEnumerable<NetPurchase> purchases,
        LocalDate observedUntil,
        SelectionOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        var checkedOptions = (options ?? new SelectionOptions()).Checked();
        ImmutableArray<NetPurchase> seen = [.. purchases.Where(purchase => purchase.Day <= observedUntil)];
        if (seen.IsEmpty)
        {
            return null;
        }

        var observed = Period.DaysBetween(seen.Min(purchase => purchase.Day), observedUntil) + 1;
        var holdout = checkedOptions.HoldoutDays ?? Math.Max(1, observed / 4);
        var tallies = _candidates.Select(candidate => candidate.Name).Append(BaselineName).Select(name => new CandidateTally(name)).ToImmutableArray();
        for (var i = 0; i < checkedOptions.Origins; i++)
        {
            var end = observedUntil.PlusDays(-(checkedOptions.Origins - 1 - i) * holdout / 2);
            var fold = HoldoutFold.Of(seen, end.PlusDays(-holdout), end);
            if (fold.Summaries.Count == 0)
            {
                continue;
            }

            var spend = new GammaGammaEstimator().Fit(fold.Summaries, checkedOptions.Fit, cancellationToken).Model;
            for (var j = 0; j < _candidates.Length; j++)
            {
                var fit = _candidates[j].Fit(fold.Table(checkedOptions.Fit.DaysPerTimeUnit), checkedOptions.Fit, cancellationToken);
                tallies[j].Add(fold, fit, spend);
                progress?.Report((i + ((j + 1d) / _candidates.Length)) / checkedOptions.Origins);
            }

            tallies[^1].Add(fold, BaselineClv.Learn(seen, fold.Origin, holdout));
        }

        if (tallies[^1].IsEmpty)
        {
            return null;
        }

        // Between equals the baseline comes first, since a model has to do better; then the order in which they were named.
        var results = tallies.Select(tally => tally.Result())
            .OrderBy(result => checkedOptions.Criterion == SelectionCriterion.MeanAbsoluteError ? result.Purchases.MeanAbsolute : result.Purchases.RootMeanSquare)
            .ThenBy(result => !result.IsBaseline);
        return new SelectionReport([.. results], checkedOptions.Criterion);
    }
}
