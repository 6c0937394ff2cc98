namespace CrmKit.LifetimeValue.Tests;

public sealed class TimeRangeTests
{
    private static readonly IPurchaseEstimator[] Estimators =
        [new NbdEstimator(), new BgNbdEstimator(), new MbgNbdEstimator(), new ParetoNbdEstimator(), new GammaGompertzNbdEstimator(), new CorrelatedParetoNbdEstimator()];

    [Theory]
    [InlineData(1e-320)]
    [InlineData(1e-51)]
    [InlineData(1e51)]
    [InlineData(1e302)]
    [InlineData(double.MaxValue)]
    public void Ages_outside_the_range_are_refused_with_row_and_range(double age)
    {
        var data = RecencyFrequencyTable.From([0, 1, 0], [0, age, 0], [5, age, 0]);
        Assert.All(Estimators, estimator =>
        {
            var refusal = Assert.Throws<ArgumentException>(() => estimator.Fit(data, new FitOptions { Beliefs = new PriorBeliefs() }));
            Assert.Equal("data", refusal.ParamName);
            Assert.Contains("Row 1", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("1E-50 to 1E+50", refusal.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(1e-50, 1e-50)]
    [InlineData(1e50, 1e50)]
    [InlineData(1e50, 1e-50)]
    public void Ages_at_the_ends_of_the_range_have_finite_fits(double first, double second)
    {
        var data = RecencyFrequencyTable.From([1, 0, 0], [first / 2, 0, 0], [first, second, 0]);
        foreach (var options in new[] { new FitOptions(), new FitOptions { Beliefs = new PriorBeliefs() } })
        {
            Assert.All(Estimators, estimator =>
            {
                var fit = estimator.Fit(data, options);
                Assert.True(double.IsFinite(fit.LogLikelihood), $"{estimator.Name} {fit.LogLikelihood}");
                Assert.All(fit.Model.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value)));
            });
        }
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void Time_units_far_from_days_are_refused(double daysPerTimeUnit) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new BgNbdEstimator().Fit(Cdnow.Summaries(), new FitOptions { DaysPerTimeUnit = daysPerTimeUnit }));

    [Fact]
    public void Customers_beyond_two_to_the_53_are_refused_with_the_row()
    {
        const long Most = 1L << 53;
        Assert.Equal(Most, RecencyFrequencyTable.FromCounted([1, 0], [4, 0], [10, 10], [Most - 1, 1]).Customers);
        var many = Enumerable.Repeat(Most, 1100).ToArray();
        var (zero, four, ten) = (new int[1100], new double[1100], Enumerable.Repeat(10d, 1100).ToArray());
        Assert.Contains("Row 1:", Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.FromCounted(zero, four, ten, many)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Row 1:",
            Assert.Throws<ArgumentException>(() => OpportunityTable.From(Enumerable.Repeat(new OpportunityHistory(0, 0, 3), 1100).ToArray(), many)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Row 1:",
            Assert.Throws<ArgumentException>(() => new GammaGammaEstimator().FitCounted(Enumerable.Repeat(2, 1100).ToArray(), ten, many)).Message,
            StringComparison.Ordinal);
    }
}
