using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Fits a purchase model whose parameters depend on what is known of each customer.</summary>
/// <remarks>
/// Fader and Hardie (2007), Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models, brucehardie.com/notes/019. By Newton's method with the exact second
/// derivatives of the model without covariates, carried over to the coefficients. The maxima without covariates, and with them of a contained model, are starts, so that no
/// fit ends below these. O(distinct histories with covariates) an iteration. Deterministic: equal customers in any order give the same bytes. Thread-safe. Valid data
/// never raise an exception: columns that are constant, or follow from others, are named by <see cref="ConvergenceStatus.NotIdentified"/>.
/// </remarks>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class CovariateEstimator<TModel>
    where TModel : class, IPurchaseModel
{
    private protected const double Widest = MixedSearch.Widest;
    private readonly PurchaseEstimator<TModel> _without;

    private protected CovariateEstimator(PurchaseEstimator<TModel> without, ImmutableArray<string> names, ImmutableArray<CovariateShift> shifts) =>
        (_without, Names, Shifts) = (without, names, shifts);

    /// <summary>The name of its models, for example <c>bg-nbd</c>.</summary>
    public string Name => _without.Name;

    private ImmutableArray<string> Names { get; }

    private ImmutableArray<CovariateShift> Shifts { get; }

    /// <summary>Fits a table of histories with covariates.</summary>
    /// <param name="data">The histories; one customer or more, unless something is believed. Of a coefficient it is then believed that a standard deviation of its covariate moves a parameter by about a factor of e.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">There is no customer, or there are covariates of dropout and the model has none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CovariateFit<TModel> Fit(CovariateTable data, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.DropoutCovariates.IsEmpty && !Shifts.Any(shift => shift.Process == CovariateProcess.Dropout))
        {
            throw new ArgumentException("Nobody leaves in this model; it takes no covariates of dropout.", nameof(data));
        }

        var checkedOptions = (options ?? FitOptions.Default).Checked();
        var without = _without.Fit(data.Histories, checkedOptions, cancellationToken);
        var weights = data.Groups.Select(group => (double)group.Histories.Customers).ToArray();
        var purchase = new CovariateDesign(CovariateProcess.Purchase, data.PurchaseCovariates, [.. data.Groups.Select(group => group.Purchase)], weights);
        var dropout = new CovariateDesign(CovariateProcess.Dropout, data.DropoutCovariates, [.. data.Groups.Select(group => group.Dropout)], weights);
        var likelihood = new CovariateLikelihood([.. data.Groups.Select(group => Likelihood(group.Histories))], Names.Length, Shifts, purchase, dropout);
        var rows = new HistoryRows(data.Histories);
        var scale = MixedSearch.Scale(rows);
        var (lower, upper, inner) = Box(scale, MixedSearch.Rate(rows, scale));
        var none = new double[purchase.Count + dropout.Count];
        double[][] starts = [[.. without.Model.Parameters.Select(parameter => parameter.Value), .. none], [.. inner, .. none]];
        var search = new CovariateSearch(Names, Shifts, purchase, dropout)
        {
            Lower = lower,
            Upper = upper,
            Priors = checkedOptions.Beliefs?.For(Name, data.Histories.DaysPerTimeUnit) ?? [],
        };
        var end = search.Run(likelihood, data.Customers, starts.Take(checkedOptions.Starts), checkedOptions, cancellationToken);
        if (checkedOptions.Beliefs is null
            && Contained(data, purchase, dropout, scale, checkedOptions, cancellationToken) is { } contained && contained.LogLikelihood > end.LogLikelihood)
        {
            var other = search.Run(likelihood, data.Customers, [contained.Point], checkedOptions, cancellationToken);
            end = other.LogLikelihood > end.LogLikelihood ? other : end;
        }

        return Fitted(end, data, without, checkedOptions, PriorShare(data, search.AllPriors, purchase, dropout));
    }

    private protected abstract ISmoothObjective Likelihood(RecencyFrequencyTable group);

    private protected abstract TModel Create(double[] parameters, double daysPerTimeUnit);

    // Bounds of the model's own parameters, and a start well inside.
    private protected abstract (double[] Lower, double[] Upper, double[] Inner) Box(double scale, double rate);

    // The maximum with covariates of a model that this one contains; null where it contains none.
    private protected virtual CovariateStart? Contained(
        CovariateTable data, CovariateDesign purchase, CovariateDesign dropout, double scale, FitOptions options, CancellationToken cancellationToken) => null;

    // Of the NBD model, where nobody leaves.
    private protected static CovariateStart NobodyLeaves(
        CovariateTable data, CovariateDesign purchase, CovariateDesign dropout, double[] never, FitOptions options, CancellationToken cancellationToken) =>
        CovariateStart.From(
            new NbdCovariateEstimator().Fit(data.WithoutDropoutCovariates(), options, cancellationToken), purchase, dropout, parameters => [.. parameters, .. never]);

    // At coefficients of 0 all customers have one model, and what a covariate moves is known from what moves the parameter.
    private double PriorShare(CovariateTable data, ImmutableArray<LogNormalPrior> priors, CovariateDesign purchase, CovariateDesign dropout)
    {
        if (priors.IsEmpty)
        {
            return 0;
        }

        var own = Names.Length;
        var score = new BelievedScore<TModel>([.. priors.Take(own)], values => Create(values, data.Histories.DaysPerTimeUnit));
        (int Group, int Row)[] rows = [.. data.Groups.SelectMany((group, g) => Enumerable.Range(0, group.Histories.Count).Select(row => (g, row)))];
        return BeliefShare.Of(priors, rows.Length, i => data.Groups[rows[i].Group].Histories.Columns.CustomersAt(rows[i].Row), Score);

        void Score(int i, double[] gradient)
        {
            var history = data.Groups[rows[i].Group].Histories.History(rows[i].Row);
            Array.Clear(gradient);
            score.At(model => model.LogLikelihood(history), gradient.AsSpan(0, own));
            foreach (var shift in Shifts)
            {
                var (design, first) = shift.Process == CovariateProcess.Purchase ? (purchase, own) : (dropout, own + purchase.Count);
                for (var j = 0; j < design.Count; j++)
                {
                    gradient[first + j] += shift.Sign * gradient[shift.Parameter] * design.Rows[rows[i].Group][j];
                }
            }
        }
    }

    private CovariateFit<TModel> Fitted(CovariateEnd end, CovariateTable data, ModelFit<TModel> without, FitOptions options, double priorShare)
    {
        var days = data.Histories.DaysPerTimeUnit;
        var model = new CovariateModel<TModel>(Name, end.Link, data.PurchaseCovariates, data.DropoutCovariates, parameters => Create(parameters, days));

        // At the start both are sums of the same terms in another order, which may differ by rounding.
        var logLikelihood = options.Beliefs is null ? Math.Max(end.LogLikelihood, without.LogLikelihood) : end.LogLikelihood;
        var fit = new ModelFit<CovariateModel<TModel>>(model, logLikelihood, data.Customers, data.Count, end.Convergence)
        {
            Covariance = end.Covariance,
            PriorShare = priorShare,
            FreeParameters = end.FreeParameters,
        };
        return new CovariateFit<TModel>(fit, without);
    }
}
