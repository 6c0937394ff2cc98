namespace CrmKit.LifetimeValue.Tests;

// Simulate, fit, and ask whether the 95 % intervals cover the truth. Seeds are fixed: the counts below are facts, not chances.
public sealed class BetaGeometricRecoveryTests
{
    private const int Seeds = 10;

    [Fact]
    public void MbgNbd_intervals_cover_the_truth() => Covers(new MbgNbdModel(.6, 6, .9, 1.6), table => new MbgNbdEstimator().Fit(table));

    [Fact]
    public void BgCnbd_intervals_cover_the_truth_and_k_is_found() => Covers(new BgCnbdModel(2, .8, 2, .7, 2.5), table => Found(new BgCnbdEstimator().Fit(table), 2));

    [Fact]
    public void MbgCnbd_intervals_cover_the_truth_and_k_is_found() => Covers(new MbgCnbdModel(3, 1.2, 2, .6, 2), table => Found(new MbgCnbdEstimator().Fit(table), 3));

    // The future of simulated customers, summed over them, is what the model expects of each given the past.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Simulated_futures_are_those_that_the_model_expects(bool leavesAtOnce)
    {
        // Gaps of months, so that purchases merged by the day hardly matter.
        BetaGeometricModel model = leavesAtOnce ? new MbgCnbdModel(3, 2, 20, .6, 2.4) : new BgCnbdModel(3, 2, 20, .6, 2.4);
        const int Past = 700;
        const int All = 1400;
        double expected = 0, actual = 0, square = 0, none = 0, silent = 0, alive = 0, last = 0, still = 0;
        foreach (var customer in new PurchaseSimulator(model, 1, All + 1).Simulate(20_000, 77))
        {
            var past = customer.RepeatDays.Where(day => day <= Past).ToArray();
            var history = new PurchaseHistory(past.Length, past.LastOrDefault() / 7d, Past / 7d);
            var future = customer.RepeatDays.Length - past.Length;
            var chance = model.ExpectedPurchases(history, (All - Past) / 7d);
            expected += chance;
            actual += future;
            square += (future - chance) * (future - chance);
            none += model.ProbabilityOf(history, (All - Past) / 7d, 0);
            silent += future == 0 ? 1 : 0;
            alive += model.ProbabilityAlive(history);
            last += model.ProbabilityAlive(history, (All - Past) / 7d);
            still += future > 0 ? 1 : 0;
        }

        // Four standard errors.
        Assert.Equal(expected, actual, 4 * Math.Sqrt(square));
        Assert.Equal(none, silent, 4 * Math.Sqrt(20_000 * 0.25));
        Assert.InRange(still, 0, alive + 300);
        Assert.True(last < alive);
    }

    private static ModelFit<TModel> Found<TModel>(ModelFit<TModel> fit, int k)
        where TModel : BetaGeometricModel
    {
        Assert.Equal((k, 5), (fit.Model.K, fit.FreeParameters));
        return fit;
    }

    private static void Covers<TModel>(TModel truth, Func<RecencyFrequencyTable, ModelFit<TModel>> estimate)
        where TModel : BetaGeometricModel
    {
        var simulator = new PurchaseSimulator(truth, 12 * 7, 78 * 7);
        var covered = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var fit = estimate(simulator.SimulateContinuous(2000, seed));
            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            double[] wanted = [truth.R, truth.Alpha, truth.A, truth.B];
            double[] found = [fit.Model.R, fit.Model.Alpha, fit.Model.A, fit.Model.B];
            covered += Enumerable.Range(0, 4).Count(i => Math.Abs(found[i] - wanted[i]) <= 1.959964 * fit.StandardErrors[i]);
        }

        // 40 intervals: 38 expected; fewer than 33 has a chance below one in a hundred even with four fully dependent ones a fit.
        Assert.InRange(covered, 33, 4 * Seeds);
    }
}
