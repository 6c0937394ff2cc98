using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ScoreLawTests
{
    private static readonly Gen<ConfidenceLevel> Levels = Gen.Elements(Enum.GetValues<ConfidenceLevel>());

    [Fact]
    public void Merging_is_associative_commutative_and_leaves_the_other_as_it_was() => Law.Holds(Answers(SatisfactionMetric.NetPromoter).Three(), given =>
    {
        var (a, b, c) = given;
        var whole = Shown(Merged(Merged(Of(a), Of(b)), Of(c)));
        Assert.Equal(whole, Shown(Merged(Of(a), Merged(Of(b), Of(c)))));
        Assert.Equal(whole, Shown(Merged(Of(c), Merged(Of(b), Of(a)))));
        Assert.Equal(whole, Shown(Of([.. a, .. b, .. c])));
        var other = Of(b);
        Merged(Of(a), other);
        Assert.Equal(Shown(Of(b)), Shown(other));
        Assert.Equal(NetPromoterScore.Of(Of([.. a, .. b])), NetPromoterScore.Of(Merged(Of(a), Of(b))));

        static AnswerCounts Of(ImmutableArray<int> answers) => Counts(SatisfactionMetric.NetPromoter, answers);
    });

    [Fact]
    public void Interval_holds_the_score_and_stays_within_the_scale() => Law.Holds(Cases(), given =>
    {
        foreach (var (score, interval, lowest, highest) in Scores(given.Metric, given.Answers, given.Level))
        {
            Assert.InRange(score, interval.Lower, interval.Upper);
            Assert.True(interval.Lower >= lowest && interval.Upper <= highest && interval.Lower < interval.Upper, $"{interval}");
        }
    }, tests: 2000);

    [Fact]
    public void Interval_shrinks_with_more_answers_of_the_same_kind() => Law.Holds(
        from given in Cases()
        from times in Gen.Choose(2, 9)
        select (given, times),
        item =>
        {
            var few = Scores(item.given.Metric, item.given.Answers, item.given.Level);
            var many = Scores(item.given.Metric, [.. Enumerable.Repeat(item.given.Answers, item.times).SelectMany(answers => answers)], item.given.Level);
            foreach (var (one, more) in few.Zip(many))
            {
                Assert.Equal(one.Score, more.Score);
                Assert.True(Width(more.Interval) < Width(one.Interval), $"{one.Interval} {more.Interval}");
            }
        }, tests: 2000);

    [Fact]
    public void Interval_grows_with_the_level_of_confidence() => Law.Holds(Cases(), given =>
    {
        var widths = Enum.GetValues<ConfidenceLevel>().Select(level => Scores(given.Metric, given.Answers, level).Select(score => Width(score.Interval)).ToList()).ToList();
        foreach (var (narrow, wide) in widths.Zip(widths.Skip(1)))
        {
            Assert.All(narrow.Zip(wide), pair => Assert.True(pair.First <= pair.Second));
        }
    });

    [Fact]
    public void Turning_every_answer_round_turns_score_and_interval_round() => Law.Holds(Cases(), given =>
    {
        var (lowest, highest) = Feedback.ScaleOf(given.Metric);
        switch (given.Metric)
        {
            case SatisfactionMetric.NetPromoter:
                // 9 and 10 against 0 to 6: turned round by group, since the groups are not of one size.
                var turned = given.Answers.Select(answer => answer >= 9 ? 0 : answer <= 6 ? 10 : answer);
                AssertTurned(Scores(given.Metric, given.Answers, given.Level)[0], Scores(given.Metric, [.. turned], given.Level)[0], 0);
                break;
            case SatisfactionMetric.Satisfaction:
                var others = given.Answers.Select(answer => answer >= 4 ? 1 : 5);
                AssertTurned(Scores(given.Metric, given.Answers, given.Level)[0], Scores(given.Metric, [.. others], given.Level)[0], 1);
                break;
            default:
                var mirrored = given.Answers.Select(answer => lowest + highest - answer);
                AssertTurned(Scores(given.Metric, given.Answers, given.Level)[0], Scores(given.Metric, [.. mirrored], given.Level)[0], lowest + highest);
                break;
        }

        static void AssertTurned((double Score, ScoreInterval Interval, double Lowest, double Highest) one, (double Score, ScoreInterval Interval, double Lowest, double Highest) other, double sum)
        {
            Assert.Equal(sum, one.Score + other.Score, 1e-9);
            Assert.Equal(sum, one.Interval.Lower + other.Interval.Upper, 1e-9);
            Assert.Equal(sum, one.Interval.Upper + other.Interval.Lower, 1e-9);
        }
    }, tests: 1000);

    [Fact]
    public void Ratio_is_exact_and_in_lowest_terms() => Law.Holds(
        from numerator in Gen.Choose(-1000, 1000)
        from denominator in Gen.Choose(1, 1000)
        from times in Gen.Choose(1, 1000)
        from other in Gen.Choose(-1000, 1000)
        select (numerator, denominator, times, other),
        given =>
        {
            var ratio = new Ratio(given.numerator, given.denominator);
            Assert.Equal(ratio, new Ratio(given.numerator * given.times, given.denominator * given.times));
            Assert.Equal((decimal)given.numerator / given.denominator, ratio.ToDecimal());
            Assert.Equal(((long)given.numerator * given.times).CompareTo((long)given.other * given.denominator), ratio.CompareTo(new Ratio(given.other, given.times)));
        });

    private static Gen<(SatisfactionMetric Metric, ImmutableArray<int> Answers, ConfidenceLevel Level)> Cases() =>
        from metric in Gen.Elements(Enum.GetValues<SatisfactionMetric>())
        from answers in Answers(metric).Where(answers => !answers.IsEmpty)
        from level in Levels
        select (metric, answers, level);

    /// <summary>Answers of every kind, of the ends alone, and all alike.</summary>
    private static Gen<ImmutableArray<int>> Answers(SatisfactionMetric metric)
    {
        var (lowest, highest) = Feedback.ScaleOf(metric);
        return Gen.OneOf(
            Generated.UpTo(40, Gen.Choose(lowest, highest)),
            Generated.UpTo(10, Gen.Elements(lowest, highest)),
            from answer in Gen.Choose(lowest, highest) from count in Gen.Choose(0, 30) select Enumerable.Repeat(answer, count).ToImmutableArray());
    }

    private static List<(double Score, ScoreInterval Interval, double Lowest, double Highest)> Scores(SatisfactionMetric metric, ImmutableArray<int> answers, ConfidenceLevel level)
    {
        var counts = Counts(metric, answers);
        switch (metric)
        {
            case SatisfactionMetric.NetPromoter:
                var promoters = NetPromoterScore.Of(counts, level);
                return [(promoters.Score!.Value.ToDouble(), promoters.Interval!.Value, -100, 100)];
            case SatisfactionMetric.Satisfaction:
                var satisfaction = SatisfactionScore.Of(counts, level);
                return [(satisfaction.Score!.Value.ToDouble(), satisfaction.Interval!.Value, 0, 1)];
            default:
                var effort = EffortScore.Of(counts, level);
                return [(effort.Mean!.Value.ToDouble(), effort.MeanInterval!.Value, 1, 7), (effort.EasyShare!.Value.ToDouble(), effort.EasyInterval!.Value, 0, 1)];
        }
    }

    private static double Width(ScoreInterval interval) => interval.Upper - interval.Lower;

    private static AnswerCounts Counts(SatisfactionMetric metric, ImmutableArray<int> answers)
    {
        var counts = new AnswerCounts(metric);
        foreach (var answer in answers)
        {
            counts.Add(answer);
        }

        return counts;
    }

    private static AnswerCounts Merged(AnswerCounts into, AnswerCounts other)
    {
        into.Merge(other);
        return into;
    }

    private static string Shown(AnswerCounts counts) => string.Join(' ', Enumerable.Range(0, 11).Select(score => counts[score]).Append(counts.Total));
}
