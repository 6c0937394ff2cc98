namespace CrmKit.LifetimeValue.Tests;

public sealed class GammaGammaConsistencyTests
{
    [Fact]
    public void Spend_moves_from_the_population_to_the_customer()
    {
        var model = Cdnow.Spend;
        Relative.Equal(model.P * model.Gamma / (model.Q - 1), model.PopulationSpend, 1e-15);
        Assert.Equal(model.PopulationSpend, model.ExpectedSpend(0, 123));
        var distances = Enumerable.Range(0, 12).Select(k => 100 - model.ExpectedSpend(1 << k, 100)).ToArray();
        Assert.Equal(distances.OrderDescending(), distances);
        Assert.InRange(distances[^1], 0, 0.1);
    }

    [Fact]
    public void Density_of_the_mean_spend_adds_up_to_one()
    {
        foreach (var x in new[] { 1, 4, 60 })
        {
            // Over ln m, where the trapezoid of a smooth density is exact to rounding.
            double sum = 0;
            for (var u = -8d; u < 25; u += 0.01)
            {
                sum += 0.01 * Math.Exp(Cdnow.Spend.LogLikelihood(x, Math.Exp(u)) + u);
            }

            Assert.Equal(1, sum, 1e-10);
        }
    }

    [Fact]
    public void Infinite_population_mean_is_told_and_answered_finitely()
    {
        var model = new GammaGammaModel(2, 0.8, 10);
        Assert.False(model.HasPopulationSpend);
        Assert.False(model.TryExpectedSpend(0, 0, out _));
        Assert.Equal(2 * 10 / 0.8, model.PopulationSpend, 1e-12);
        Assert.True(model.TryExpectedSpend(1, 5, out var spend));
        Relative.Equal(2 * 15 / 1.8, spend, 1e-14);
    }

    [Fact]
    public void Order_of_customers_does_not_change_a_bit()
    {
        var summaries = Cdnow.Summaries();
        Assert.Equal(new GammaGammaEstimator().Fit(summaries).Model, new GammaGammaEstimator().Fit(summaries.Reverse()).Model);
    }

    [Fact]
    public void Another_currency_scales_gamma_alone()
    {
        var repeaters = Cdnow.Summaries().Where(summary => summary.RepeatPurchases > 0).ToArray();
        int[] x = [.. repeaters.Select(summary => summary.RepeatPurchases)];
        double[] mean = [.. repeaters.Select(summary => (double)summary.MeanRepeatSpend.Amount)];
        var (once, scaled) = (new GammaGammaEstimator().Fit(x, mean), new GammaGammaEstimator().Fit(x, [.. mean.Select(m => m * 1e6)]));
        Relative.Equal(once.Model.P, scaled.Model.P, 1e-7);
        Relative.Equal(once.Model.Q, scaled.Model.Q, 1e-7);
        Relative.Equal(once.Model.Gamma * 1e6, scaled.Model.Gamma, 1e-7);
        Relative.Equal(once.LogLikelihood - (once.Customers * Math.Log(1e6)), scaled.LogLikelihood, 1e-11);
    }

    [Theory]
    [InlineData(new[] { 0, 0 }, new[] { 0d, 0 })]
    [InlineData(new[] { 1 }, new[] { 20d })]
    [InlineData(new[] { 2, 2, 2 }, new[] { 20d, 20, 20 })]
    [InlineData(new[] { 1, 1000000000 }, new[] { 1e-300, 1e300 })]
    [InlineData(new[] { 1, 2, 3 }, new[] { 1e-8, 1, 1e9 })]
    public void Fit_of_hard_data_is_finite_and_named(int[] x, double[] mean)
    {
        var fit = new GammaGammaEstimator().Fit(x, mean);
        Assert.True(Enum.IsDefined(fit.Convergence.Status));
        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.True(double.IsFinite(fit.Convergence.GradientNorm));
        Assert.Equal(fit.Convergence.Status is ConvergenceStatus.Converged, fit.Covariance is not null);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.True(double.IsFinite(fit.Model.ExpectedSpend(x[i], mean[i])));
        }
    }
}
