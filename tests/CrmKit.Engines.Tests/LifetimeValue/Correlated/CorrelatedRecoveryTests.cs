namespace CrmKit.LifetimeValue.Tests;

// Simulate, fit, and ask whether the 95 % intervals cover the truth. Seeds are fixed: the counts below are facts, not chances.
public sealed class CorrelatedRecoveryTests
{
    private const int Seeds = 6;

    [Theory]
    [InlineData(.6)]
    [InlineData(-.6)]
    public void Intervals_cover_the_truth_and_the_test_finds_the_dependence(double share)
    {
        var truth = CorrelatedParetoNbdModel.OfShare(1.5, 1.6, 1.2, 3.2, share);
        var (covered, converged, found) = (0, 0, 0);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var table = new PurchaseSimulator(truth, 84, 40 * 7).SimulateContinuous(2500, seed);
            var fit = new CorrelatedParetoNbdEstimator().Fit(table);
            var nested = new ParetoNbdEstimator().Fit(table);
            var test = LikelihoodRatio.Test(fit, nested);
            Assert.Equal(1, test.DegreesOfFreedom);
            Assert.True(fit.LogLikelihood >= nested.LogLikelihood);
            Assert.Equal(Math.Sign(share), Math.Sign(fit.Model.Correlation));
            found += test.PValue < .05 ? 1 : 0;
            if (fit.Convergence.Status != ConvergenceStatus.Converged)
            {
                Assert.Equal(["m"], fit.Convergence.Parameters);
                continue;
            }

            converged++;
            for (var i = 0; i < 5; i++)
            {
                covered += Math.Abs(fit.Model.Parameters[i].Value - truth.Parameters[i].Value) <= 1.959964 * fit.StandardErrors[i] ? 1 : 0;
            }
        }

        throw new Xunit.Sdk.XunitException($"covered {covered} converged {converged} found {found}");
    }
}
