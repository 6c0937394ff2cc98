namespace CrmKit.LifetimeValue.Tests;

public sealed class CovariateAnchorTests
{
    // The maximum that a peer reports to seven decimals.
    [ReferenceDataFact("apparel_transactions.csv")]
    public void Apparel_with_gender_and_channel_reaches_the_known_maximum()
    {
        var fit = new ParetoNbdCovariateEstimator().Fit(Apparel.Steady());
        Assert.Equal(ConvergenceStatus.Converged, fit.Fit.Convergence.Status);
        Assert.Equal((600, 8), (fit.Fit.Customers, fit.Fit.FreeParameters));
        Assert.Equal(-5821.0626859, fit.Fit.LogLikelihood, 1e-6);
        Assert.Equal(4, fit.Gain!.Value.DegreesOfFreedom);
        Assert.InRange(fit.Gain.Value.PValue, 0, 1e-3);
        Assert.All(fit.Effects, effect => Assert.InRange(effect.StandardError!.Value, 0.01, 1));
    }

    [ReferenceDataFact("apparel_transactions.csv")]
    public void Apparel_answers_are_those_of_the_model_for_the_customers_covariates()
    {
        var customers = Apparel.Customers();
        var table = Apparel.Steady();
        Check(new ParetoNbdCovariateEstimator().Fit(table));
        Check(new BgNbdCovariateEstimator().Fit(table));
        Check(new MbgNbdCovariateEstimator().Fit(table));
        Check(new GammaGompertzNbdCovariateEstimator().Fit(table));

        void Check<TModel>(CovariateFit<TModel> fit)
            where TModel : class, IPurchaseModel
        {
            var sum = customers.Sum(one => fit.Model.ModelFor([one.Gender, one.Channel], [one.Gender, one.Channel]).LogLikelihood(one.History));
            Relative.Equal(sum, fit.Fit.LogLikelihood, 1e-11);
            Assert.True(fit.Fit.LogLikelihood > fit.WithoutCovariates.LogLikelihood);
        }
    }
}
