namespace CrmKit;

/// <summary>Net Promoter Score: the share of promoters (9 and 10) less the share of detractors (0 to 6), in points from -100 to 100 (Reichheld 2003).</summary>
public sealed record NetPromoterScore
{
    private NetPromoterScore(AnswerCounts counts, ConfidenceLevel level)
    {
        Answers = counts.Total;
        Promoters = counts.Between(9, 10);
        Detractors = counts.Between(0, 6);
        if (Answers > 0)
        {
            Score = new Ratio(100 * (Promoters - Detractors), Answers);
            var interval = Intervals.AdjustedWald(Promoters, Detractors, Answers, level);
            Interval = interval with { Lower = 100 * interval.Lower, Upper = 100 * interval.Upper };
        }
    }

    /// <summary>All answers.</summary>
    public long Answers { get; }

    /// <summary>Answers of 9 and 10.</summary>
    public long Promoters { get; }

    /// <summary>Answers of 7 and 8.</summary>
    public long Passives => Answers - Promoters - Detractors;

    /// <summary>Answers of 0 to 6.</summary>
    public long Detractors { get; }

    /// <summary>Whether there is a score.</summary>
    public ScoreStatus Status => Score is null ? ScoreStatus.NoAnswers : ScoreStatus.Scored;

    /// <summary>The score in points, exactly; <c>null</c> without answers.</summary>
    public Ratio? Score { get; }

    /// <summary>Its interval in points; <c>null</c> without answers. Adjusted Wald (Rocks 2016), widened where it would miss the score, which happens to very few answers that all agree.</summary>
    public ScoreInterval? Interval { get; }

    /// <summary>The score of answers.</summary>
    /// <param name="counts">Answers to <see cref="SatisfactionMetric.NetPromoter"/>.</param>
    /// <param name="level">The level of confidence of the interval.</param>
    /// <exception cref="ArgumentException">The answers are to another question.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is unknown.</exception>
    public static NetPromoterScore Of(AnswerCounts counts, ConfidenceLevel level = ConfidenceLevel.Percent95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new NetPromoterScore(counts.Of(SatisfactionMetric.NetPromoter, nameof(counts)), level);
    }
}
