namespace CrmKit.LifetimeValue.Tests;

// Simulate, fit, and ask whether the 95 % intervals cover the truth. Seeds are fixed: the counts below are facts, not chances.
public sealed class CorrelatedRecoveryTests
{
    [Fact]
    public void Intervals_cover_the_truth()
    {
        var truth = CorrelatedParetoNbdModel.OfShare(1.5, 1.6, 1.2, 3.2, .6);
        var (covered, intervals) = (0, 0);
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var table = new PurchaseSimulator(truth, 84, 40 * 7).SimulateContinuous(1500, seed);
            var fit = new CorrelatedParetoNbdEstimator().Fit(table, new FitOptions { Starts = 3 });
            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            for (var i = 0; i < 5; i++, intervals++)
            {
                covered += Math.Abs(fit.Model.Parameters[i].Value - truth.Parameters[i].Value) <= 1.959964 * fit.StandardErrors[i] ? 1 : 0;
            }
        }

        // 20 intervals: 19 expected.
        Assert.InRange(covered, 16, intervals);
    }

    // Months, so that the few purchases merged by the day do not matter.
    [Theory]
    [InlineData(.9)]
    [InlineData(-.9)]
    public void Dependence_of_many_customers_is_found_with_its_sign_and_size(double share)
    {
        var truth = CorrelatedParetoNbdModel.OfShare(1.5, 1.6, 1.2, 3.2, share, 30);
        var summaries = new PurchaseSimulator(truth, 60, 420).Simulate(15_000, 7).ToArray();
        var table = RecencyFrequencyTable.From(
            [.. summaries.Select(one => one.RepeatDays.Length)],
            [.. summaries.Select(one => one.RepeatDays.Length == 0 ? 0 : (one.RepeatDays[^1] - one.FirstDay) / 30d)],
            [.. summaries.Select(one => (419 - one.FirstDay) / 30d)],
            30);
        var fit = new CorrelatedParetoNbdEstimator().Fit(table);
        var nested = new ParetoNbdEstimator().Fit(table);
        var test = LikelihoodRatio.Test(fit, nested);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.InRange(test.PValue, 0, 1e-4);
        Assert.Equal(truth.Correlation, fit.Model.Correlation, .04);
        Assert.True(Math.Abs(truth.Correlation) > .08);
    }
}
