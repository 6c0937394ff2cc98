namespace CrmKit.LifetimeValue.Tests.Segments;

public sealed class RfmScorerTests
{
    [Fact]
    public void Scores_split_distinct_figures_into_equal_bands()
    {
        var orders = Enumerable.Range(0, 10).Select(i => (Id: $"c{i}", Day: new DateOnly(2020, 1, 1).AddDays(i), Amount: 10m + i)).ToList();
        var scores = new RfmScorer().Score(PurchaseSummaries.From(orders, o => o.Id, o => o.Day, o => o.Amount, new DateOnly(2020, 2, 1)));
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], scores.Select(score => score.Recency));
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], scores.Select(score => score.Money));
        Assert.All(scores, score => Assert.Equal(1, score.Frequency));
    }

    [Fact]
    public void Scores_of_equal_figures_are_equal_and_do_not_depend_on_the_others_order()
    {
        var scores = new RfmScorer().Score(Cdnow.Summaries());
        var byFrequency = Cdnow.Summaries().Zip(scores).GroupBy(pair => pair.First.RepeatPurchases, pair => pair.Second.Frequency);
        Assert.All(byFrequency, same => Assert.Single(same.Distinct()));
        Assert.Equal(2357, scores.Length);

        // 1,411 of 2,357 never came back: the next band begins above them, at 1 + floor(5 x 1,411/2,357).
        Assert.Equal([1, 3, 4, 5], scores.Select(score => score.Frequency).Distinct().Order());
    }

    [Fact]
    public void Bands_below_two_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new RfmScorer { Bands = 1 });
}
