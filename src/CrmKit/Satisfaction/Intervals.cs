namespace CrmKit;

/// <summary>The intervals of the scores. Each holds its score and lies within the scale.</summary>
internal static class Intervals
{
    /// <summary>Wilson (1927): the shares that a test at the level would not reject. Within 0 and 1.</summary>
    /// <param name="share">The share observed, 0 to 1.</param>
    /// <param name="n">Answers, above zero.</param>
    /// <param name="level">The level of confidence.</param>
    public static ScoreInterval Wilson(double share, long n, ConfidenceLevel level)
    {
        var z = Quantile(level);
        var square = z * z / n;
        var centre = (share + (square / 2)) / (1 + square);
        var half = z / (1 + square) * Math.Sqrt(((share * (1 - share)) + (square / 4)) / n);
        return Around(share, centre - half, centre + half, 0, 1, level);
    }

    /// <summary>
    /// The mean of answers on a scale, carried to 0 to 1 and treated as a share: no distribution on a scale has a larger variance for its mean than a share has
    /// (Bhatia and Davis 2000, "A better bound on the variance"), so that Wilson's interval holds the true mean at least as often as the level says.
    /// </summary>
    public static ScoreInterval OfMean(double mean, double lowest, double highest, long n, ConfidenceLevel level)
    {
        var width = highest - lowest;
        var interval = Wilson((mean - lowest) / width, n, level);
        return Around(mean, lowest + (interval.Lower * width), lowest + (interval.Upper * width), lowest, highest, level);
    }

    /// <summary>
    /// Adjusted Wald for a difference of two shares of one sample (Rocks 2016, "Interval estimation for the Net Promoter Score", The American Statistician):
    /// three answers are added, three quarters of one to either side and the rest to the middle. Between -1 and 1.
    /// </summary>
    public static ScoreInterval AdjustedWald(long promoters, long detractors, long n, ConfidenceLevel level)
    {
        var all = n + 3d;
        var (plus, minus) = ((promoters + 0.75) / all, (detractors + 0.75) / all);
        var difference = plus - minus;
        var half = Quantile(level) * Math.Sqrt((plus + minus - (difference * difference)) / all);
        return Around((double)(promoters - detractors) / n, difference - half, difference + half, -1, 1, level);
    }

    // Of very few answers that all agree, the added ones would draw the interval away from the score; and rounding may miss an end by the last digit.
    private static ScoreInterval Around(double score, double lower, double upper, double lowest, double highest, ConfidenceLevel level) =>
        new(Math.Max(lowest, Math.Min(lower, score)), Math.Min(highest, Math.Max(upper, score)), level);

    /// <summary>Quantiles of the standard normal distribution at half of what is left out on either side.</summary>
    private static double Quantile(ConfidenceLevel level) => level switch
    {
        ConfidenceLevel.Percent90 => 1.6448536269514722,
        ConfidenceLevel.Percent95 => 1.9599639845400542,
        ConfidenceLevel.Percent99 => 2.5758293035489004,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "A level of confidence is 90, 95 or 99 percent."),
    };
}
