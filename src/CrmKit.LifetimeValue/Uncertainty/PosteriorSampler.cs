namespace CrmKit.LifetimeValue;

/// <summary>Draws models from the posterior of a fit with prior beliefs.</summary>
/// <remarks>
/// A random walk in the logarithms of the parameters (Metropolis et al. 1953) that begins at the mode and steps as far as the curvature there suggests,
/// 2.38/sqrt(d) standard deviations (Roberts, Gelman and Gilks 1997). Each step costs one log-likelihood of all distinct histories: meant for small bases. Deterministic; thread-safe.
/// </remarks>
public static class PosteriorSampler
{
    /// <summary>Draws models.</summary>
    /// <param name="fit">A fit with prior beliefs, on the data.</param>
    /// <param name="data">The data; <c>null</c> for none.</param>
    /// <param name="beliefs">The beliefs that it was fitted with.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work; polled at every step.</param>
    /// <exception cref="ArgumentException">The fit has no covariance: it was made without beliefs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModelDraws Run(
        IModelFit<IPurchaseModel> fit,
        RecencyFrequencyTable? data,
        PriorBeliefs beliefs,
        SamplerOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(beliefs);
        var checkedOptions = (options ?? new SamplerOptions()).Checked();
        var walk = new PosteriorWalk(fit, data, beliefs.For(fit.Model.Name, fit.Model.DaysPerTimeUnit), checkedOptions.Seed);
        var models = ImmutableArray.CreateBuilder<IPurchaseModel>(checkedOptions.Draws);
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

        return new ModelDraws(fit.Model, models.MoveToImmutable(), failed: 0) { AcceptanceRate = (double)walk.Accepted / steps };
    }
}
