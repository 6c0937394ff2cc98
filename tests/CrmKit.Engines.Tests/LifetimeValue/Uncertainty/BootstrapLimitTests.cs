namespace CrmKit.LifetimeValue.Tests.Uncertainty;

public sealed class BootstrapLimitTests
{
    [Fact]
    public void Model_whose_purchases_do_not_end_is_refused()
    {
        var data = RecencyFrequencyTable.From([1, 0], [4, 0], [10, 10]);
        var fit = new ModelFit<ParetoNbdModel>(
            new ParetoNbdModel(1e7, 1e-7, 1e-7, 1e7), -1, 2, 2, new Convergence(ConvergenceStatus.AtBoundary, 1, 0) { Parameters = ["r"] });
        var refusal = Assert.Throws<ArgumentException>(() => ParametricBootstrap.Run(new ParetoNbdEstimator(), fit, data, new BootstrapOptions { Replicates = 4 }));
        Assert.Equal("fit", refusal.ParamName);
    }

    [Fact]
    public void Cancellation_is_heard_while_customers_are_drawn()
    {
        var data = RecencyFrequencyTable.FromCounted([1, 0], [4, 0], [10, 10], [20_000_000, 20_000_000]);
        var fit = new BgNbdEstimator().Fit(RecencyFrequencyTable.From([1, 0, 3], [4, 0, 8], [10, 10, 10]), new FitOptions { Beliefs = new PriorBeliefs() });
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.Throws<OperationCanceledException>(() => ParametricBootstrap.Run(new BgNbdEstimator(), fit, data, cancellationToken: source.Token));
        Assert.Throws<ArgumentException>(() => ParametricBootstrap.Run(new BgNbdEstimator(), fit, RecencyFrequencyTable.FromCounted([0], [0], [10], [1L << 40])));
    }

    [Fact]
    public void Weighted_rows_draw_as_many_customers_as_they_stand_for()
    {
        var data = RecencyFrequencyTable.FromCounted([2, 0, 5], [4, 0, 9], [10, 10, 12], [40_000, 120_000, 30_000]);
        var fit = new BgNbdEstimator().Fit(data);
        var draws = ParametricBootstrap.Run(new BgNbdEstimator(), fit, data, new BootstrapOptions { Replicates = 8, Seed = 3 });
        var expected = fit.Model.ExpectedPurchases(new PurchaseHistory(0, 0, 0), 10);

        // With 190,000 customers the replicates are within a percent or two of the estimate.
        Assert.All(draws.Models, model => Assert.InRange(model.ExpectedPurchases(new PurchaseHistory(0, 0, 0), 10) / expected, 0.97, 1.03));
    }

    [Fact]
    public void Likelihood_ratio_of_models_of_which_neither_contains_the_other_is_refused()
    {
        var data = RecencyFrequencyTable.From([1, 0, 3, 2], [4, 0, 8, 5], [10, 10, 10, 12], [1d, 0, 2, 1]);
        var (nbd, bg, mbg) = (new NbdEstimator().Fit(data), new BgNbdEstimator().Fit(data), new MbgNbdEstimator().Fit(data));
        var (pareto, gompertz, regular) = (new ParetoNbdEstimator().Fit(data), new GammaGompertzNbdEstimator().Fit(data), new BgCnbdEstimator(2).Fit(data));
        Assert.Equal(2, LikelihoodRatio.Test(bg, nbd).DegreesOfFreedom);
        Assert.Equal(1, LikelihoodRatio.Test(gompertz, pareto).DegreesOfFreedom);
        Assert.Equal(1, LikelihoodRatio.Test(new MbgCnbdEstimator().Fit(data), mbg).DegreesOfFreedom);
        Assert.Equal("nested", Assert.Throws<ArgumentException>(() => LikelihoodRatio.Test(gompertz, bg)).ParamName);
        Assert.Equal("nested", Assert.Throws<ArgumentException>(() => LikelihoodRatio.Test(new BgCnbdEstimator().Fit(data), mbg)).ParamName);
        Assert.Equal("nested", Assert.Throws<ArgumentException>(() => LikelihoodRatio.Test(regular, nbd)).ParamName);
        Assert.Equal("nested", Assert.Throws<ArgumentException>(() => LikelihoodRatio.Test(gompertz, new GammaGammaEstimator().Fit([2, 3, 1, 4], [10, 20, 30, 15]))).ParamName);
    }
}
