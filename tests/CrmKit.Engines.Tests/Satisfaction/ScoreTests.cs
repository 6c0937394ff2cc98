namespace CrmKit.Engines.Tests;

public sealed class ScoreTests
{
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, score method, 95 %.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_interval_equals_the_published_one(int satisfied, int answers, double lower, double upper)
    {
        var score = SatisfactionScore.Of(Counts(SatisfactionMetric.Satisfaction, (5, satisfied), (3, answers - satisfied)));
        Assert.Equal(new Ratio(satisfied, answers), score.Score);
        Assert.Equal(lower, score.Interval!.Value.Lower, 0.00005);
        Assert.Equal(upper, score.Interval.Value.Upper, 0.00005);
    }

    // By hand after Rocks 2016: 13 answers with the three added, shares 6.75/13 and 1.75/13, difference 5/13, variance 8.5/13 - 25/169.
    [Fact]
    public void Net_promoter_score_and_interval_equal_those_by_hand()
    {
        var score = NetPromoterScore.Of(Counts(SatisfactionMetric.NetPromoter, (10, 2), (9, 4), (8, 1), (7, 2), (6, 1)));
        Assert.Equal((6, 3, 1, 10), (score.Promoters, score.Passives, score.Detractors, score.Answers));
        Assert.Equal((new Ratio(50, 1), ScoreStatus.Scored), (score.Score, score.Status));
        Assert.Equal(100 * ((5 / 13d) - (1.9599639845400542 * Math.Sqrt(((8.5 / 13) - (25 / 169d)) / 13))), score.Interval!.Value.Lower, 1e-12);
        Assert.Equal(77.1264, score.Interval.Value.Upper, 0.0001);
    }

    [Fact]
    public void Effort_mean_and_share_equal_those_by_hand()
    {
        var score = EffortScore.Of(Counts(SatisfactionMetric.Effort, (4, 1), (5, 1), (6, 1), (7, 2)), ConfidenceLevel.Percent99);
        Assert.Equal((new Ratio(29, 5), new Ratio(4, 5)), (score.Mean, score.EasyShare));
        Assert.Equal(5.8m, score.Mean!.Value.ToDecimal());
        Assert.Equal(ConfidenceLevel.Percent99, score.MeanInterval!.Value.Level);

        // The roots of (m - 0.8)^2 = z^2 m (1 - m) / 5, which is Wilson's interval by definition, carried to 1 to 7.
        AssertRoot((score.MeanInterval.Value.Lower - 1) / 6);
        AssertRoot((score.MeanInterval.Value.Upper - 1) / 6);

        static void AssertRoot(double mean) => Assert.Equal(Math.Pow(mean - 0.8, 2), Math.Pow(2.5758293035489004, 2) * mean * (1 - mean) / 5, 1e-12);
    }

    [Fact]
    public void No_answers_is_a_status_and_not_a_number()
    {
        var nobody = NetPromoterScore.Of(new AnswerCounts(SatisfactionMetric.NetPromoter));
        Assert.Equal((ScoreStatus.NoAnswers, null, null), (nobody.Status, nobody.Score, nobody.Interval));
        var silent = SatisfactionScore.Of(new AnswerCounts(SatisfactionMetric.Satisfaction));
        Assert.Equal((ScoreStatus.NoAnswers, null, null), (silent.Status, silent.Score, silent.Interval));
        var effort = EffortScore.Of(new AnswerCounts(SatisfactionMetric.Effort));
        Assert.Equal((ScoreStatus.NoAnswers, null, null, null), (effort.Status, effort.Mean, effort.MeanInterval, effort.EasyInterval));
    }

    [Fact]
    public void Answers_of_a_timeline_are_counted_and_other_events_passed_over()
    {
        var counts = AnswerCounts.From(
            [
                new Feedback(new EventKey("a"), "7", Known.LongAgo, SatisfactionMetric.Effort, 7),
                new Feedback(new EventKey("b"), "7", Known.LongAgo, SatisfactionMetric.Satisfaction, 5),
                new Complaint(new EventKey("c"), "7", Known.LongAgo),
                new Feedback(new EventKey("d"), "8", Known.LongAgo, SatisfactionMetric.Effort, 1),
            ],
            SatisfactionMetric.Effort);
        Assert.Equal((2, 1, 1, 0), (counts.Total, counts[7], counts[1], counts[5]));
    }

    [Fact]
    public void What_does_not_belong_is_refused()
    {
        var counts = new AnswerCounts(SatisfactionMetric.Effort);
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Add(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Add(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Add(7, -1));
        Assert.Throws<ArgumentException>(() => counts.Merge(new AnswerCounts(SatisfactionMetric.Satisfaction)));
        Assert.Throws<ArgumentException>(() => NetPromoterScore.Of(counts));
        Assert.Throws<ArgumentOutOfRangeException>(() => EffortScore.Of(Counts(SatisfactionMetric.Effort, (7, 1)), (ConfidenceLevel)80));
        counts.Add(7, AnswerCounts.MaxTotal);
        Assert.Throws<OverflowException>(() => counts.Add(7));
        Assert.Equal(AnswerCounts.MaxTotal, counts.Total);
        Assert.Equal(new Ratio(7, 1), EffortScore.Of(counts).Mean);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ratio(1, 0));
        Assert.Equal("0/1", default(Ratio).ToString());
        Assert.Equal(default, new Ratio(0, 5));
    }

    private static AnswerCounts Counts(SatisfactionMetric metric, params (int Score, long Count)[] answers)
    {
        var counts = new AnswerCounts(metric);
        foreach (var (score, count) in answers)
        {
            counts.Add(score, count);
        }

        return counts;
    }
}
