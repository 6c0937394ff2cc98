namespace CrmKit.LifetimeValue.Tests;

public sealed class BgBbInputTests
{
    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(2, 4, 3)]
    [InlineData(0, 1, 3)]
    [InlineData(0, 0, -1)]
    public void Impossible_histories_are_refused_by_model_and_table(int x, int recency, int opportunities)
    {
        OpportunityHistory history = new(x, recency, opportunities);
        Assert.Throws<ArgumentOutOfRangeException>(() => Donations.Model.LogLikelihood(history));
        Assert.Throws<ArgumentOutOfRangeException>(() => Donations.Model.ProbabilityAlive(history));
        Assert.Throws<ArgumentOutOfRangeException>(() => Donations.Model.ExpectedPurchases(history, 3));
        var refusal = Assert.Throws<ArgumentException>(() => OpportunityTable.From([new(1, 1, 2), history]));
        Assert.Contains("Row 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("must be", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_horizons_and_rates_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BgBbModel(0, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BgBbModel(1, 1, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Donations.Model.ExpectedPurchases(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Donations.Model.ProbabilityOf(2, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Donations.Model.DiscountedPurchases(default, 0));
        Assert.Throws<ArgumentException>(() => Donations.Model.Score([default], 1, new double[1], new double[2]));
        Assert.Throws<ArgumentException>(() => OpportunityTable.From([default], [1, 2]));
        Assert.Throws<ArgumentException>(() => OpportunityTable.From([default], [-1]));
    }

    [Fact]
    public void Fit_refuses_no_customer_and_stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<ArgumentException>(() => new BgBbEstimator().Fit(OpportunityTable.From([])));
        Assert.Throws<OperationCanceledException>(() => new BgBbEstimator().Fit(Donations.Table(), cancellationToken: source.Token));
    }

    [Fact]
    public void Table_merges_equal_histories_in_any_order()
    {
        var table = OpportunityTable.From([new(1, 2, 3), default, new(1, 2, 3)], [2, 1, 3]);
        Assert.Equal((2, 6L), (table.Count, table.Customers));
        Assert.Equal(new OpportunityHistory(1, 2, 3), table.Histories[1]);
        Assert.Equal(5, table.CustomersPerRow[1]);
        Assert.Equal(new OpportunityHistory(2, 3, 4), OpportunityHistory.Of([true, false, true, false]));
    }

    // Fits of one row say what they cannot know and stay finite.
    [Theory]
    [InlineData(0, 0, 5)]
    [InlineData(5, 5, 5)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(2, 3, 6)]
    public void Degenerate_data_give_a_named_status(int x, int recency, int opportunities)
    {
        var fit = new BgBbEstimator().Fit(OpportunityTable.From([new(x, recency, opportunities)], [100]));
        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.NotEqual(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.NotEmpty(fit.Convergence.Parameters);
        Assert.InRange(fit.Model.ExpectedPurchases(10), 0, 10);
    }
}
