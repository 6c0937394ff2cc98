namespace CrmKit.LifetimeValue;

// Equal-tailed limits from the answers of many draws.
internal static class DrawLimits
{
    public static ConfidenceLimits Of(IEnumerable<double> answers, double estimate, double level)
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
