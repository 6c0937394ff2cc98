namespace CrmKit.LifetimeValue.Tests;

// Rows that stand for many customers are those customers.
public sealed class CountedRowsTests
{
    [Fact]
    public void Counted_histories_are_the_repeated_ones()
    {
        var counted = RecencyFrequencyTable.FromCounted([3, 0, 3, 1], [5, 0, 5, 2], [9, 9, 9, 4], [2, 5, 1, 0], [1, 0, 2, 9]);
        var plain = RecencyFrequencyTable.From([0, 3, 0, 0, 3, 0, 3, 0], [0, 5, 0, 0, 5, 0, 5, 0], [9, 9, 9, 9, 9, 9, 9, 9], [0, 1, 0, 0, 2, 0, 1, 0]);
        Assert.Equal(plain.Customers, counted.Customers);
        Assert.Equal(plain.SumLogGaps, counted.SumLogGaps);
        var kept = Enumerable.Range(0, counted.Count).Where(i => counted.CustomersPerRow[i] > 0).ToList();
        Assert.Equal(plain.CustomersPerRow.ToArray(), kept.Select(i => counted.CustomersPerRow[i]));
        Assert.Equal(plain.X.ToArray(), kept.Select(i => counted.X[i]));
    }

    [Fact]
    public void Counted_spend_is_the_repeated_one()
    {
        var counted = new GammaGammaEstimator().FitCounted([2, 5, 1, 0, 3], [20, 31, 12, 0, 55], [3, 2, 4, 7, 1]);
        var plain = new GammaGammaEstimator().Fit([1, 2, 5, 2, 1, 3, 1, 5, 2, 1, 0, 0, 0, 0, 0, 0, 0], [12, 20, 31, 20, 12, 55, 12, 31, 20, 12, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal((plain.Model, plain.LogLikelihood, plain.Customers, plain.CustomersLeftOut), (counted.Model, counted.LogLikelihood, counted.Customers, counted.CustomersLeftOut));
    }

    [Fact]
    public void Counts_below_zero_and_other_lengths_are_refused()
    {
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.FromCounted([1, 1], [1, 1], [2, 2], [1, -1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.FromCounted([1], [1], [2], [1, 1]));
        Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.FromCounted([1], [1], [2], [1], [1, 1]));
        Assert.Throws<ArgumentException>(() => new GammaGammaEstimator().FitCounted([1], [1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new GammaGammaEstimator().FitCounted([1], [1], [-1]));
    }
}
