namespace CrmKit.LifetimeValue.Tests;

// Simulate, fit, and ask whether the 95 % intervals cover the truth. Seeds are fixed: the counts below are facts, not chances.
public sealed class LifetimeRecoveryTests
{
    private const int Seeds = 8;

    [Theory]
    [InlineData(.55, 10.5, .6, 11.7)]
    [InlineData(2, 20, 1, 40)]
    public void Pareto_intervals_cover_the_truth(double r, double alpha, double s, double beta)
    {
        var model = new ParetoNbdModel(r, alpha, s, beta);
        var covered = Covered(model, seed => new ParetoNbdEstimator().Fit(new PurchaseSimulator(model, 84, 78 * 7).SimulateContinuous(3000, seed)));

        // 32 intervals: 30.4 expected, fewer than 25 has a chance of about one in a hundred with four fully dependent ones a fit.
        Assert.InRange(covered, 25, 4 * Seeds);
    }

    [Fact]
    public void Nbd_intervals_cover_the_truth()
    {
        var model = new NbdModel(.4, 12);
        Assert.InRange(Covered(model, seed => new NbdEstimator().Fit(new PurchaseSimulator(model, 84, 546).SimulateContinuous(2000, seed))), 12, 2 * Seeds);
    }

    // Lifetimes that mostly end between weeks 20 and 60, so that the growth of the hazard shows.
    [Fact]
    public void Gompertz_intervals_cover_the_truth()
    {
        var model = new GammaGompertzNbdModel(2, 6, .12, 1.5, 100);
        var covered = Covered(model, seed => new GammaGompertzNbdEstimator().Fit(new PurchaseSimulator(model, 84, 78 * 7).SimulateContinuous(2000, seed)));
        Assert.InRange(covered, 31, 5 * Seeds);
    }

    [Fact]
    public void Simulated_days_keep_to_the_window_and_to_the_expectation()
    {
        var model = new ParetoNbdModel(.553, 10.578, .606, 11.669);
        var simulator = new PurchaseSimulator(model, 84, 273);
        double repeats = 0, expected = 0;
        foreach (var customer in simulator.Simulate(20_000, 3))
        {
            Assert.InRange(customer.FirstDay, 0, 83);
            Assert.Equal(customer.RepeatDays.Distinct().Order(), customer.RepeatDays);
            Assert.All(customer.RepeatDays, day => Assert.InRange(day, customer.FirstDay + 1, 272));
            repeats += customer.RepeatDays.Length;
            expected += model.ExpectedPurchases((272 - customer.FirstDay) / 7d);
        }

        // Purchases merged by the day cost some percent.
        Assert.InRange(repeats / expected, 0.9, 1.03);
        Assert.Equal(simulator.Simulate(50, 9).SelectMany(c => c.RepeatDays), simulator.Simulate(50, 9).SelectMany(c => c.RepeatDays));
    }

    private static int Covered<T>(T truth, Func<ulong, ModelFit<T>> fit)
        where T : IPurchaseModel
    {
        var covered = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var end = fit(seed);
            Assert.Equal(ConvergenceStatus.Converged, end.Convergence.Status);
            for (var i = 0; i < truth.Parameters.Length; i++)
            {
                covered += Math.Abs(end.Model.Parameters[i].Value - truth.Parameters[i].Value) <= 1.959964 * end.StandardErrors[i] ? 1 : 0;
            }
        }

        return covered;
    }
}
