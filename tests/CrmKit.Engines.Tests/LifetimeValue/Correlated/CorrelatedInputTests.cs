namespace CrmKit.LifetimeValue.Tests;

public sealed class CorrelatedInputTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Models_refuse_parameters_outside_their_range(double bad)
    {
        for (var i = 0; i < 4; i++)
        {
            var at = i;
            double P(int j) => j == at ? bad : 1;
            var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new CorrelatedParetoNbdModel(P(0), P(1), P(2), P(3), 0));
            Assert.Contains("above 0 and finite", refusal.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentOutOfRangeException>(() => CorrelatedParetoNbdModel.Range(P(0), P(1), P(2), P(3)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrelatedParetoNbdModel(1, 1, 1, 1, 0, bad));
    }

    [Theory]
    [InlineData(4.001)]
    [InlineData(-4.001)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Dependence_outside_its_range_is_refused_with_the_range(double bad)
    {
        // r = alpha = s = beta = 1: c1 = c2 = 1/2, so that m runs from -4 to 4.
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new CorrelatedParetoNbdModel(1, 1, 1, 1, bad));
        Assert.Contains("-4 to 4", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((-4d, 4d), CorrelatedParetoNbdModel.Range(1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrelatedParetoNbdModel.OfShare(1, 1, 1, 1, bad));
    }

    [Fact]
    public void Other_parameters_carry_m_to_the_nearer_end_of_its_range()
    {
        var model = new CorrelatedParetoNbdModel(1, 1, 1, 1, 4);
        Assert.Equal(1, ((CorrelatedParetoNbdModel)model.WithParameters([1, 1.1, 1, 1, 4])).Share);
        Assert.Throws<ArgumentException>(() => model.WithParameters([1, 1, 1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.WithParameters([1, 1, 1, 1, double.NaN]));
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 1, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(2, 1, double.NaN)]
    [InlineData(2, -1, 2)]
    public void Impossible_histories_are_refused(int x, double recency, double age)
    {
        var model = new CorrelatedParetoNbdModel(1, 1, 1, 1, 2);
        var history = new PurchaseHistory(x, recency, age);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.LogLikelihood(history));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityAlive(history));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityDead(history));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityAlive(history, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ExpectedPurchases(history, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityOf(history, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.DiscountedPurchases(history, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Score([x], [recency], [age], 1, new double[1], new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ExpectedPurchases(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ProbabilityOf(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.DiscountedPurchases(default, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Draw(new CrmKit.Numerics.SeededRandom(1), -1));
        Assert.Throws<ArgumentNullException>(() => model.Draw(null!, 1));
        Assert.Throws<ArgumentException>(() => model.Score([1], [1], [1], 1, new double[1], new double[2]));
    }

    [Fact]
    public void No_customer_bad_options_and_cancelled_fits_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new CorrelatedParetoNbdEstimator().Fit(new PurchaseSummaryCube()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorrelatedParetoNbdEstimator().Fit(Cdnow.Summaries(), new FitOptions { Starts = 0 }));
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new CorrelatedParetoNbdEstimator().Fit(Cdnow.Summaries(), cancellationToken: source.Token));
    }

    [Fact]
    public void Too_few_iterations_never_end_below_the_nested_fit()
    {
        var options = new FitOptions { MaxIterations = 1, Starts = 1 };
        var nested = new ParetoNbdEstimator().Fit(Cdnow.Summaries(), options);
        var fit = new CorrelatedParetoNbdEstimator().Fit(Cdnow.Summaries(), options);
        Assert.NotEqual(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.True(fit.LogLikelihood >= nested.LogLikelihood);
    }
}
