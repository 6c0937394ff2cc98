namespace CrmKit.LifetimeValue.Tests;

// Simulate, fit, and ask whether the 95 % intervals cover the truth. Seeds are fixed: the counts below are facts, not chances.
public sealed class RecoveryTests
{
    private const int Seeds = 12;

    [Theory]
    [InlineData(.25, 4.4, .8, 2.4)]
    [InlineData(2, 20, .5, 5)]
    [InlineData(.7, 8, 1, 1.5)]
    public void BgNbd_intervals_cover_the_truth(double r, double alpha, double a, double b)
    {
        double[] truth = [r, alpha, a, b];
        var simulator = new PurchaseSimulator(new BgNbdModel(r, alpha, a, b), 12 * 7, 78 * 7);
        var covered = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var fit = new BgNbdEstimator().Fit(simulator.SimulateContinuous(3000, seed));
            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            covered += Covered(truth, [fit.Model.R, fit.Model.Alpha, fit.Model.A, fit.Model.B], fit.StandardErrors);
        }

        // 48 intervals: 45.6 expected, fewer than 40 has a chance below one in a hundred even with four fully dependent ones a fit.
        Assert.InRange(covered, 40, 4 * Seeds);
    }

    [Fact]
    public void GammaGamma_intervals_cover_the_truth()
    {
        var truth = Cdnow.Spend;
        var covered = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var random = new CrmKit.Numerics.SeededRandom(seed);
            var x = Enumerable.Range(0, 2000).Select(_ => random.NextBelow(6)).ToArray();
            var mean = x.Select(count => count == 0 ? 0 : random.NextGamma(truth.P * count) / (random.NextGamma(truth.Q) / truth.Gamma) / count).ToArray();
            var fit = new GammaGammaEstimator().Fit(x, mean);
            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            Assert.Equal(x.Count(count => count == 0), fit.CustomersLeftOut);
            covered += Covered([truth.P, truth.Q, truth.Gamma], [fit.Model.P, fit.Model.Q, fit.Model.Gamma], fit.StandardErrors);
        }

        Assert.InRange(covered, 30, 3 * Seeds);
    }

    [Fact]
    public void Simulated_days_keep_to_the_window_and_to_the_expectation()
    {
        var simulator = new PurchaseSimulator(Cdnow.Purchases, 84, 273);
        double repeats = 0, expected = 0;
        foreach (var customer in simulator.Simulate(20_000, 3))
        {
            Assert.InRange(customer.FirstDay, 0, 83);
            Assert.Equal(customer.RepeatDays.Distinct().Order(), customer.RepeatDays);
            Assert.All(customer.RepeatDays, day => Assert.InRange(day, customer.FirstDay + 1, 272));
            repeats += customer.RepeatDays.Length;
            expected += Cdnow.Purchases.ExpectedPurchases((272 - customer.FirstDay) / 7d);
        }

        // Purchases merged by the day cost some percent.
        Assert.InRange(repeats / expected, 0.9, 1.03);
        Assert.Equal(simulator.Simulate(50, 9).SelectMany(c => c.RepeatDays), simulator.Simulate(50, 9).SelectMany(c => c.RepeatDays));
    }

    private static int Covered(double[] truth, double[] estimates, ImmutableArray<double> errors) =>
        Enumerable.Range(0, truth.Length).Count(i => Math.Abs(estimates[i] - truth[i]) <= 1.959964 * errors[i]);
}
