namespace CrmKit;

/// <summary>Customer effort: the mean answer to "we made it easy", from 1 to 7, and the share of those who agreed (5 to 7).</summary>
public sealed record EffortScore
{
    private EffortScore(AnswerCounts counts, ConfidenceLevel level)
    {
        Answers = counts.Total;
        Easy = counts.Between(5, 7);
        if (Answers > 0)
        {
            var (mean, share) = (new Ratio(counts.Sum(), Answers), new Ratio(Easy, Answers));
            Mean = mean;
            MeanInterval = Intervals.OfMean(mean.ToDouble(), 1, 7, Answers, level);
            EasyShare = share;
            EasyInterval = Intervals.Wilson(share.ToDouble(), Answers, level);
        }
    }

    /// <summary>All answers.</summary>
    public long Answers { get; }

    /// <summary>Answers of 5 to 7.</summary>
    public long Easy { get; }

    /// <summary>Whether there is a score.</summary>
    public ScoreStatus Status => Mean is null ? ScoreStatus.NoAnswers : ScoreStatus.Scored;

    /// <summary>The mean answer, exactly; <c>null</c> without answers.</summary>
    public Ratio? Mean { get; }

    /// <summary>
    /// Its interval; <c>null</c> without answers. Wilson (1927) on the scale, with the largest variance that the mean allows (Bhatia and Davis 2000): it holds the
    /// true mean at least as often as the level says, and is wider than need be where people answer much alike.
    /// </summary>
    public ScoreInterval? MeanInterval { get; }

    /// <summary>The share of those who answered 5 to 7, exactly, from 0 to 1; <c>null</c> without answers.</summary>
    public Ratio? EasyShare { get; }

    /// <summary>Its interval; <c>null</c> without answers. Wilson (1927).</summary>
    public ScoreInterval? EasyInterval { get; }

    /// <summary>The score of answers.</summary>
    /// <param name="counts">Answers to <see cref="SatisfactionMetric.Effort"/>.</param>
    /// <param name="level">The level of confidence of the intervals.</param>
    /// <exception cref="ArgumentException">The answers are to another question.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is unknown.</exception>
    public static EffortScore Of(AnswerCounts counts, ConfidenceLevel level = ConfidenceLevel.Percent95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new EffortScore(counts.Of(SatisfactionMetric.Effort, nameof(counts)), level);
    }
}
