namespace CrmKit.LifetimeValue;

/// <summary>Fits the Pareto/NBD model with covariates that change in time.</summary>
/// <remarks>
/// Bachmann, Meierer and Naef (2021), by Newton's method with analytic second derivatives, taken under the integral over the unseen lifetime. The maxima without covariates and with
/// those that never change are starts, so that no fit ends below them. An iteration is O(customers times steps of their covariates since the last purchase).
/// Deterministic and thread-safe. Valid data never raise an exception: columns that are constant, or follow from others, are named by
/// <see cref="ConvergenceStatus.NotIdentified"/>.
/// </remarks>
public sealed class TimeVaryingParetoNbdEstimator
{
    private readonly ParetoNbdCovariateEstimator _steady = new();

    /// <summary>The name of its models, <c>pareto-nbd</c>.</summary>
    public string Name => _steady.Name;

    /// <summary>Fits customers among covariates that change in time.</summary>
    /// <param name="data">The customers; one or more.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every step of a customer's covariates.</param>
    /// <exception cref="ArgumentException">There is no customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TimeVaryingFit Fit(TimeVaryingTable data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Members.IsEmpty)
        {
            throw new ArgumentException("A fit needs one customer or more.", nameof(data));
        }

        var checkedOptions = (options ?? FitOptions.Default).Checked();
        var steadyColumns = SteadyColumns(data);
        var steady = steadyColumns is { Purchase.Count: 0, Dropout.Count: 0 }
            ? null
            : _steady.Fit(
                CovariateTable.From(
                    [.. data.Members.Select(member => member.History)],
                    [.. steadyColumns.Purchase.Select(j => Column(data, j, member => member.PurchaseCovariates))],
                    [.. steadyColumns.Dropout.Select(j => Column(data, j, member => member.DropoutCovariates))],
                    data.Histories.DaysPerTimeUnit),
                checkedOptions,
                cancellationToken);
        var without = steady?.WithoutCovariates ?? new ParetoNbdEstimator().Fit(data.Histories, checkedOptions, cancellationToken);
        var groups = TimeVaryingGroup.Of(data.Members);
        var purchase = Design(CovariateProcess.Purchase, data.PurchaseCovariates, groups, (group, piece) => group.PurchaseRow(piece));
        var dropout = Design(CovariateProcess.Dropout, data.DropoutCovariates, groups, (group, piece) => group.DropoutRow(piece));
        var none = new double[purchase.Count + dropout.Count];
        List<double[]> starts = [[.. without.Model.Parameters.Select(parameter => parameter.Value), .. none]];
        if (steady is not null)
        {
            starts.Insert(0, CovariateStart.From(steady, purchase, dropout, parameters => parameters).Point);
        }

        var rows = new HistoryRows(data.Histories);
        var scale = MixedSearch.Scale(rows);
        var (lower, upper, _) = ParetoNbdCovariateEstimator.ParameterBox(scale, MixedSearch.Rate(rows, scale));
        var search = new CovariateSearch(ParetoNbdCovariateEstimator.ParameterNames, ParetoNbdCovariateEstimator.ParameterShifts, purchase, dropout)
        {
            Lower = lower,
            Upper = upper,
            Priors = checkedOptions.Beliefs?.For(Name, data.Histories.DaysPerTimeUnit) ?? [],
        };
        var likelihood = new TimeVaryingLikelihood(groups, rows, purchase, dropout, cancellationToken);
        var end = search.Run(likelihood, data.Members.Length, starts.Take(checkedOptions.Starts), checkedOptions, cancellationToken);
        return Fitted(end, data, without, steady, checkedOptions, PriorShare(data, search.AllPriors, purchase, dropout));
    }

    private static double PriorShare(TimeVaryingTable data, ImmutableArray<LogNormalPrior> priors, CovariateDesign purchase, CovariateDesign dropout)
    {
        var medians = priors.Select(prior => Math.Log(prior.Median)).ToArray();
        var hessian = new double[priors.Length * priors.Length];
        return priors.IsEmpty ? 0 : BeliefShare.Of(priors, data.Members.Length, _ => 1, Score);

        void Score(int i, double[] gradient)
        {
            var rows = new HistoryRows(RecencyFrequencyTable.From([data.Members[i].History], data.Histories.DaysPerTimeUnit));
            new TimeVaryingLikelihood([new TimeVaryingGroup([data.Members[i]])], rows, purchase, dropout).Evaluate(medians, gradient, hessian);
        }
    }

    private static (List<int> Purchase, List<int> Dropout) SteadyColumns(TimeVaryingTable data) => (
        [.. Enumerable.Range(0, data.PurchaseCovariates.Length).Where(j => data.Members.All(member => member.PurchaseCovariates.IsConstant(j)))],
        [.. Enumerable.Range(0, data.DropoutCovariates.Length).Where(j => data.Members.All(member => member.DropoutCovariates.IsConstant(j)))]);

    private static CovariateColumn Column(TimeVaryingTable data, int column, Func<TimeVaryingCustomer, CovariatePath> path) =>
        new(path(data.Members[0]).Names[column], [.. data.Members.Select(member => path(member).Rows[0][column])]);

    // Each row weighs as much as the time that customers spent under it.
    private static CovariateDesign Design(
        CovariateProcess process, ImmutableArray<string> names, List<TimeVaryingGroup> groups, Func<TimeVaryingGroup, int, double[]> row)
    {
        var (rows, weights) = (new List<double[]>(), new List<double>());
        foreach (var group in groups)
        {
            for (var piece = 0; piece < group.Pieces.Starts.Length; piece++)
            {
                rows.Add(row(group, piece));
                weights.Add(group.Exposure(piece));
            }
        }

        return new CovariateDesign(process, names, rows, weights);
    }

    private static TimeVaryingFit Fitted(
        CovariateEnd end, TimeVaryingTable data, ModelFit<ParetoNbdModel> without, CovariateFit<ParetoNbdModel>? steady, FitOptions options, double priorShare)
    {
        var model = new TimeVaryingParetoNbdModel(end.Link, data.PurchaseCovariates, data.DropoutCovariates, data.Histories.DaysPerTimeUnit);

        // At the starts these are sums of the same terms in another order, which may differ by rounding.
        var contained = Math.Max(without.LogLikelihood, steady?.Fit.LogLikelihood ?? double.NegativeInfinity);
        var logLikelihood = options.Beliefs is null ? Math.Max(end.LogLikelihood, contained) : end.LogLikelihood;
        var fit = new ModelFit<TimeVaryingParetoNbdModel>(model, logLikelihood, data.Members.Length, data.Members.Length, end.Convergence)
        {
            Covariance = end.Covariance,
            PriorShare = priorShare,
            FreeParameters = end.FreeParameters,
        };
        return new TimeVaryingFit(fit, without, steady);
    }
}
