namespace CrmKit.LifetimeValue.Tests;

// Simulate, fit, and ask whether the 95 % intervals cover the truth. Seeds are fixed: the counts below are facts, not chances.
public sealed class CovariateRecoveryTests
{
    private const int Seeds = 4;
    private const int Customers = 1500;

    [Fact]
    public void ParetoNbd_intervals_cover_the_truth() => Covers(
        new ParetoNbdCovariateEstimator(), [.8, 8, .7, 15, .5, -.3, .6], (z, c) => new ParetoNbdModel(.8, 8 * Math.Exp((-.5 * z) + (.3 * c)), .7, 15 * Math.Exp(-.6 * z)));

    [Fact]
    public void BgNbd_intervals_cover_the_truth() => Covers(
        new BgNbdCovariateEstimator(),
        [.8, 8, .8, 2.5, .5, -.3, .7],
        (z, c) => new BgNbdModel(.8, 8 * Math.Exp((-.5 * z) + (.3 * c)), .8 * Math.Exp(.7 * z), 2.5 * Math.Exp(.7 * z)));

    [Fact]
    public void MbgNbd_intervals_cover_the_truth() => Covers(
        new MbgNbdCovariateEstimator(),
        [.8, 8, .8, 2.5, .5, -.3, .7],
        (z, c) => new MbgNbdModel(.8, 8 * Math.Exp((-.5 * z) + (.3 * c)), .8 * Math.Exp(.7 * z), 2.5 * Math.Exp(.7 * z)));

    [Fact]
    public void GammaGompertzNbd_intervals_cover_the_truth() => Covers(
        new GammaGompertzNbdCovariateEstimator(),
        [.8, 8, .1, 1, 5, .5, -.3, .6],
        (z, c) => new GammaGompertzNbdModel(.8, 8 * Math.Exp((-.5 * z) + (.3 * c)), .1, 1, 5 * Math.Exp(-.6 * z)));

    [Fact]
    public void Nbd_intervals_cover_the_truth() => Covers(
        new NbdCovariateEstimator(), [.8, 8, .5, -.3], (z, c) => new NbdModel(.8, 8 * Math.Exp((-.5 * z) + (.3 * c))), withDropout: false);

    private static void Covers<TModel>(CovariateEstimator<TModel> estimator, double[] truth, Func<double, double, IPurchaseModel> modelFor, bool withDropout = true)
        where TModel : class, IPurchaseModel
    {
        var covered = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var fit = estimator.Fit(SimulatedCovariates.Draw(modelFor, Customers, seed, withDropout));
            Assert.Equal(ConvergenceStatus.Converged, fit.Fit.Convergence.Status);
            Assert.True(fit.Fit.LogLikelihood > fit.WithoutCovariates.LogLikelihood);
            Assert.InRange(fit.Gain!.Value.PValue, 0, 1e-6);
            var parameters = fit.Model.Parameters;
            Assert.Equal(truth.Length, parameters.Length);
            covered += Enumerable.Range(0, truth.Length).Count(i => Math.Abs(parameters[i].Value - truth[i]) <= 1.959964 * fit.Fit.StandardErrors[i]);
        }

        // 95 % expected; three quarters leave room for four seeds of dependent intervals.
        Assert.InRange(covered, 0.75 * Seeds * truth.Length, Seeds * truth.Length);
    }
}
