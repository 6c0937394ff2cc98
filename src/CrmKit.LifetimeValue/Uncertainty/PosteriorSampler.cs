namespace CrmKit.LifetimeValue;

/// <summary>Draws models from the posterior of a fit with prior beliefs.</summary>
/// <remarks>
/// A random walk in the logarithms of the parameters (Metropolis et al. 1953) that begins at the mode and steps as far as the curvature there suggests,
/// 2.38/sqrt(d) standard deviations (Roberts, Gelman and Gilks 1997). Each step costs one log-likelihood of all distinct histories: meant for small bases. Deterministic; thread-safe.
/// </remarks>
public static class PosteriorSampler
{
    /// <summary>Draws models of purchases.</summary>
    /// <param name="fit">A fit with prior beliefs, on the data.</param>
    /// <param name="data">The data; <c>null</c> for none.</param>
    /// <param name="beliefs">The beliefs that it was fitted with.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work; polled at every step.</param>
    /// <exception cref="ArgumentException">The fit has no covariance: it was made without beliefs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModelDraws<IPurchaseModel> Run(
        IModelFit<IPurchaseModel> fit,
        RecencyFrequencyTable? data,
        PriorBeliefs beliefs,
        SamplerOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(beliefs);
        var priors = beliefs.For(fit.Model.Name, fit.Model.DaysPerTimeUnit);
        return Draw(fit, values => fit.Model.WithParameters(values), LogLikelihood, priors, options, progress, cancellationToken);

        double LogLikelihood(IPurchaseModel model)
        {
            double sum = 0;
            for (var i = 0; i < (data?.Count ?? 0); i++)
            {
                sum += data!.CustomersPerRow[i] * model.LogLikelihood(data.History(i));
            }

            return sum;
        }
    }

    /// <summary>Draws models of discrete opportunities.</summary>
    /// <param name="fit">A fit with prior beliefs, on the data.</param>
    /// <param name="data">The data; <c>null</c> for none.</param>
    /// <param name="beliefs">The beliefs that it was fitted with.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work; polled at every step.</param>
    /// <exception cref="ArgumentException">The fit has no covariance: it was made without beliefs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModelDraws<BgBbModel> Run(
        IModelFit<BgBbModel> fit,
        OpportunityTable? data,
        PriorBeliefs beliefs,
        SamplerOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(beliefs);
        return Draw(fit, values => new BgBbModel(values[0], values[1], values[2], values[3]), LogLikelihood, beliefs.For(fit.Model.Name), options, progress, cancellationToken);

        double LogLikelihood(BgBbModel model)
        {
            double sum = 0;
            for (var i = 0; i < (data?.Count ?? 0); i++)
            {
                sum += data!.CustomersPerRow[i] * model.LogLikelihood(data.Histories[i]);
            }

            return sum;
        }
    }

    /// <summary>Draws models of spend.</summary>
    /// <param name="fit">A fit with prior beliefs, on the data.</param>
    /// <param name="summaries">The customers that it was fitted on; those without a repeat purchase say nothing.</param>
    /// <param name="beliefs">The beliefs that it was fitted with.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work; polled at every step.</param>
    /// <exception cref="ArgumentException">The fit has no covariance: it was made without beliefs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModelDraws<GammaGammaModel> Run(
        IModelFit<GammaGammaModel> fit,
        IEnumerable<PurchaseSummary> summaries,
        PriorBeliefs beliefs,
        SamplerOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(summaries);
        ArgumentNullException.ThrowIfNull(beliefs);
        ImmutableArray<(int X, double Mean)> rows =
        [
            .. summaries.Select(summary => (X: summary.RepeatPurchases, Mean: (double)summary.MeanRepeatSpend.Amount)).Where(row => row is { X: > 0, Mean: > 0 }),
        ];
        return Draw(
            fit,
            values => new GammaGammaModel(values[0], values[1], values[2]),
            model => rows.Sum(row => model.LogLikelihood(row.X, row.Mean)),
            beliefs.For(fit.Model.Name),
            options,
            progress,
            cancellationToken);
    }

    private static ModelDraws<TModel> Draw<TModel>(
        IModelFit<TModel> fit,
        Func<double[], TModel> create,
        Func<TModel, double> logLikelihood,
        ImmutableArray<LogNormalPrior> priors,
        SamplerOptions? options,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
        where TModel : IFittedModel
    {
        var checkedOptions = (options ?? new SamplerOptions()).Checked();
        var walk = new PosteriorWalk<TModel>(fit, create, logLikelihood, priors, checkedOptions.Seed);
        var models = ImmutableArray.CreateBuilder<TModel>(checkedOptions.Draws);
        var steps = checkedOptions.BurnIn + ((long)checkedOptions.Draws * checkedOptions.Thinning);
        for (long step = 1; step <= steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            walk.Step();
            if (step > checkedOptions.BurnIn && (step - checkedOptions.BurnIn) % checkedOptions.Thinning == 0)
            {
                models.Add(walk.Model);
                progress?.Report((double)step / steps);
            }
        }

        return new ModelDraws<TModel>(fit.Model, models.MoveToImmutable(), failed: 0) { AcceptanceRate = (double)walk.Accepted / steps };
    }
}
