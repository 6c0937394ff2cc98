namespace CrmKit.LifetimeValue;

/// <summary>The limits between which an answer lies with a given confidence.</summary>
/// <param name="Lower">Lower limit.</param>
/// <param name="Estimate">The answer at the estimates.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Level">Confidence, between 0 and 1.</param>
public readonly record struct ConfidenceLimits(double Lower, double Estimate, double Upper, double Level)
{
    // Equal-tailed quantiles of draws.
    internal static ConfidenceLimits Of(IEnumerable<double> answers, double estimate, double level)
    {
        double[] sorted = [.. answers.Order()];
        return new ConfidenceLimits(Quantile(sorted, (1 - level) / 2), estimate, Quantile(sorted, (1 + level) / 2), level);
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
