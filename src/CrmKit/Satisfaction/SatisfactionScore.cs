namespace CrmKit;

/// <summary>Customer satisfaction: the share of those who answered 4 or 5 of 5, from 0 to 1.</summary>
public sealed record SatisfactionScore
{
    private SatisfactionScore(AnswerCounts counts, ConfidenceLevel level)
    {
        Answers = counts.Total;
        Satisfied = counts.Between(4, 5);
        if (Answers > 0)
        {
            var share = new Ratio(Satisfied, Answers);
            Score = share;
            Interval = Intervals.Wilson(share.ToDouble(), Answers, level);
        }
    }

    /// <summary>All answers.</summary>
    public long Answers { get; }

    /// <summary>Answers of 4 and 5.</summary>
    public long Satisfied { get; }

    /// <summary>Whether there is a score.</summary>
    public ScoreStatus Status => Score is null ? ScoreStatus.NoAnswers : ScoreStatus.Scored;

    /// <summary>The share, exactly; <c>null</c> without answers.</summary>
    public Ratio? Score { get; }

    /// <summary>Its interval; <c>null</c> without answers. Wilson (1927).</summary>
    public ScoreInterval? Interval { get; }

    /// <summary>The score of answers.</summary>
    /// <param name="counts">Answers to <see cref="SatisfactionMetric.Satisfaction"/>.</param>
    /// <param name="level">The level of confidence of the interval.</param>
    /// <exception cref="ArgumentException">The answers are to another question.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is unknown.</exception>
    public static SatisfactionScore Of(AnswerCounts counts, ConfidenceLevel level = ConfidenceLevel.Percent95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new SatisfactionScore(counts.Of(SatisfactionMetric.Satisfaction, nameof(counts)), level);
    }
}
