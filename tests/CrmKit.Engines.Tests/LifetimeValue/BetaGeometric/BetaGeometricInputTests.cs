namespace CrmKit.LifetimeValue.Tests;

public sealed class BetaGeometricInputTests
{
    public static TheoryData<string> Names => Family.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_outside_their_range_are_refused(string name)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Family.Create(name, 2, 0, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Family.Create(name, 2, 1, -1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Family.Create(name, 2, 1, 1, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Family.Create(name, 2, 1, 1, 1, double.PositiveInfinity));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(BetaGeometricModel.GreatestK + 1)]
    public void A_number_of_stages_outside_its_range_is_refused(int k)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BgCnbdModel(k, 1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MbgCnbdModel(k, 1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BgCnbdEstimator(k));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MbgCnbdEstimator(k));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Impossible_questions_are_refused(string name)
    {
        var model = Family.Ordinary(name);
        var history = new PurchaseHistory(2, 3, 5);
        foreach (var impossible in new PurchaseHistory[] { new(-1, 0, 1), new(0, 1, 2), new(2, 3, 2), new(2, 1, double.NaN), new(2, -1, 2), new(2, 1, 2) { SumLogGaps = double.NaN } })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => model.LogLikelihood(impossible));
            Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityAlive(impossible));
            Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityDead(impossible));
            Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityAlive(impossible, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => model.ExpectedPurchases(impossible, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityOf(impossible, 1, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => model.DiscountedPurchases(impossible, 1));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityAlive(history, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ExpectedPurchases(history, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ExpectedPurchases(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityOf(history, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.DiscountedPurchases(history, 0));
        Assert.Throws<ArgumentException>(() => model.Score([1], [1], [1], 1, new double[1], new double[2]));
    }

    [Fact]
    public void Regular_gaps_need_their_logarithms()
    {
        var without = RecencyFrequencyTable.From([2], [3], [5]);
        Assert.Null(without.SumLogGaps);
        Assert.Contains("logarithms of gaps", Assert.Throws<ArgumentException>(() => new BgCnbdEstimator().Fit(without)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MbgCnbdEstimator(2).Fit(without));
        Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.From([2], [3], [5], [1, 2]));
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.From([0, 2], [0, 3], [5, 5], [double.NaN, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Equal(4, new BgCnbdEstimator(1).Fit(without).FreeParameters);
    }

    [Fact]
    public void Table_of_a_cube_and_of_columns_are_the_same_to_a_fit()
    {
        var summaries = Cdnow.Summaries();
        var histories = summaries.Select(summary => PurchaseHistory.Of(summary)).ToArray();
        var columns = RecencyFrequencyTable.From(
            [.. histories.Select(h => h.X)], [.. histories.Select(h => h.Recency)], [.. histories.Select(h => h.Age)], [.. histories.Select(h => h.SumLogGaps)]);
        var cube = RecencyFrequencyTable.From(PurchaseSummaryCube.From(summaries));
        Relative.Equal(columns.SumLogGaps!.Value, cube.SumLogGaps!.Value, 1e-12);
        var (left, right) = (new MbgCnbdEstimator(2).Fit(columns), new MbgCnbdEstimator(2).Fit(cube));
        Relative.Equal(left.LogLikelihood, right.LogLikelihood, 1e-12);
        Assert.Equal(left.DistinctSummaries, right.DistinctSummaries);
    }
}
