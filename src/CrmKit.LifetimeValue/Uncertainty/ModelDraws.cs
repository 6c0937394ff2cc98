namespace CrmKit.LifetimeValue;

/// <summary>Models drawn from what the data leave open: bootstrap replicates or draws from a posterior.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <typeparam name="TModel">The model.</typeparam>
public sealed class ModelDraws<TModel>
    where TModel : IFittedModel
{
    internal ModelDraws(TModel estimate, ImmutableArray<TModel> models, int failed)
    {
        Estimate = estimate;
        Models = models;
        Failed = failed;
    }

    /// <summary>The model at the estimates.</summary>
    public TModel Estimate { get; }

    /// <summary>The drawn models, in the order in which they were drawn.</summary>
    public ImmutableArray<TModel> Models { get; }

    /// <summary>Replicates whose fit did not come to an inner maximum; their best parameters are among <see cref="Models"/> all the same.</summary>
    public int Failed { get; }

    /// <summary>Acceptance rate of the sampler, 0 to 1; <c>null</c> for a bootstrap.</summary>
    public double? AcceptanceRate { get; init; }

    /// <summary>The limits of an answer: equal-tailed quantiles of the drawn models' answers.</summary>
    /// <param name="question">What is asked of a model.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public ConfidenceLimits Limits(Func<TModel, double> question, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(question);
        ModelDomain.Probability(level, nameof(level));
        return DrawLimits.Of(Models.Select(question), question(Estimate), level);
    }
}
