namespace CrmKit.LifetimeValue.Tests;

public sealed class TimeVaryingRecoveryTests
{
    [Fact]
    public void Intervals_cover_the_truth()
    {
        double[] truth = [.9, 6, .8, 20, .4, .8, -.3, .3, .5, 0];
        var covered = 0;
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var fit = new TimeVaryingParetoNbdEstimator().Fit(TimeVaryingSample.Draw(truth, 1000, seed));
            Assert.Equal(ConvergenceStatus.Converged, fit.Fit.Convergence.Status);
            Assert.InRange(fit.Gain!.Value.PValue, 0, 1e-6);
            var parameters = fit.Model.Parameters;
            covered += Enumerable.Range(0, truth.Length).Count(i => Math.Abs(parameters[i].Value - truth[i]) <= 1.959964 * fit.Fit.StandardErrors[i]);
        }

        Assert.InRange(covered, 24, 30);
    }
}
