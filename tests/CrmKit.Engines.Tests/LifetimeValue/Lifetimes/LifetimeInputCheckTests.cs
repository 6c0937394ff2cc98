namespace CrmKit.LifetimeValue.Tests;

public sealed class LifetimeInputCheckTests
{
    private static readonly RecencyFrequencyTable Table = RecencyFrequencyTable.From([1], [1], [2]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Models_refuse_parameters_outside_their_range(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NbdModel(bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NbdModel(1, bad));
        for (var i = 0; i < 5; i++)
        {
            var at = i;
            double P(int j) => j == at ? bad : 1;
            var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new GammaGompertzNbdModel(P(0), P(1), P(2), P(3), P(4)));
            Assert.Contains("above 0 and finite", refusal.Message, StringComparison.Ordinal);
            if (i < 4)
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => new ParetoNbdModel(P(0), P(1), P(2), P(3)));
            }
        }
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 1, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(2, 1, double.NaN)]
    [InlineData(2, -1, 2)]
    public void Impossible_histories_are_refused(int x, double recency, double age)
    {
        IPurchaseModel[] models = [new NbdModel(1, 1), new ParetoNbdModel(1, 1, 1, 1), new GammaGompertzNbdModel(1, 1, 1, 1, 1)];
        var history = new PurchaseHistory(x, recency, age);
        foreach (var model in models)
        {
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
            Assert.Throws<ArgumentException>(() => model.Score([1], [1], [1], 1, new double[1], new double[2]));
        }
    }

    [Fact]
    public void No_customer_and_bad_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new NbdEstimator().Fit(new PurchaseSummaryCube()));
        Assert.Throws<ArgumentException>(() => new ParetoNbdEstimator().Fit(new PurchaseSummaryCube()));
        Assert.Throws<ArgumentException>(() => new GammaGompertzNbdEstimator().Fit(new PurchaseSummaryCube()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParetoNbdEstimator().Fit(Table, new FitOptions { Starts = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PurchaseSimulator(new NbdModel(1, 1), 0, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PurchaseSimulator(new NbdModel(1, 1), 11, 10));
    }

    [Fact]
    public void Cancelled_fits_stop()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new NbdEstimator().Fit(Cdnow.Summaries(), cancellationToken: source.Token));
        Assert.Throws<OperationCanceledException>(() => new ParetoNbdEstimator().Fit(Cdnow.Summaries(), cancellationToken: source.Token));
        Assert.Throws<OperationCanceledException>(() => new GammaGompertzNbdEstimator().Fit(Cdnow.Summaries(), cancellationToken: source.Token));
    }

    [Fact]
    public void Too_few_iterations_are_named_and_the_best_point_kept()
    {
        var fit = new ParetoNbdEstimator().Fit(Cdnow.Summaries(), new FitOptions { MaxIterations = 1, Starts = 1 });
        Assert.Equal(ConvergenceStatus.IterationLimit, fit.Convergence.Status);
        Assert.InRange(fit.LogLikelihood, -12000, -9594.97617);
    }
}
