namespace CrmKit.LifetimeValue;

/// <summary>Models drawn from what the data leave open: bootstrap replicates or draws from a posterior.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ModelDraws
{
    internal ModelDraws(IPurchaseModel estimate, ImmutableArray<IPurchaseModel> models, int failed)
    {
        Estimate = estimate;
        Models = models;
        Failed = failed;
    }

    /// <summary>The model at the estimates.</summary>
    public IPurchaseModel Estimate { get; }

    /// <summary>The drawn models, in the order in which they were drawn.</summary>
    public ImmutableArray<IPurchaseModel> Models { get; }

    /// <summary>Replicates whose fit did not come to an inner maximum; their best parameters are among <see cref="Models"/> all the same.</summary>
    public int Failed { get; }

    /// <summary>Acceptance rate of the sampler, 0 to 1; <c>null</c> for a bootstrap.</summary>
    public double? AcceptanceRate { get; init; }

    /// <summary>The limits of an answer: equal-tailed quantiles of the drawn models' answers.</summary>
    /// <param name="question">What is asked of a model.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public ConfidenceLimits Limits(Func<IPurchaseModel, double> question, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(question);
        ModelDomain.Probability(level, nameof(level));
        var answers = Models.Select(question).Order().ToArray();
        return new ConfidenceLimits(Quantile(answers, (1 - level) / 2), question(Estimate), Quantile(answers, (1 + level) / 2), level);
    }

    // Hyndman and Fan's definition 8, nearly unbiased for the median of a quantile.
    private static double Quantile(double[] sorted, double probability)
    {
        var position = ((sorted.Length + (1d / 3)) * probability) + (1d / 3);
        var below = Math.Clamp((int)position, 1, sorted.Length);
        var above = Math.Min(below + 1, sorted.Length);
        return sorted[below - 1] + (Math.Clamp(position - below, 0, 1) * (sorted[above - 1] - sorted[below - 1]));
    }
}
