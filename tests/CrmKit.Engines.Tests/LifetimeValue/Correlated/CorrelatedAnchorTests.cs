namespace CrmKit.LifetimeValue.Tests;

public sealed class CorrelatedAnchorTests
{
    // The maximum stands on the ridge c1 = c2 with m at the upper end of its range: the family would like more dependence than it has.
    [Fact]
    public void Cdnow_gains_from_dependence_up_to_the_bound()
    {
        var fit = new CorrelatedParetoNbdEstimator().Fit(Cdnow.Summaries());
        var nested = new ParetoNbdEstimator().Fit(Cdnow.Summaries());
        Relative.Equal(-9591.6657594047, fit.LogLikelihood, 1e-11);
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal("m", Assert.Single(fit.Convergence.Parameters));
        Assert.Null(fit.Covariance);
        Assert.InRange(fit.Convergence.GradientNorm, 0, 1e-9);
        Assert.Equal(1, fit.Model.Share);
        Relative.Equal(.528785903, fit.Model.R, 1e-6);
        Relative.Equal(9.84723763, fit.Model.Alpha, 1e-6);
        Relative.Equal(.494235844, fit.Model.S, 1e-6);
        Relative.Equal(9.17225471, fit.Model.Beta, 1e-6);
        Relative.Equal(.0882924907, fit.Model.Correlation, 1e-6);
        var test = LikelihoodRatio.Test(fit, nested);
        Assert.Equal((6.6208, 1), (Math.Round(test.Statistic, 4), test.DegreesOfFreedom));
        Assert.Equal(.0101, Math.Round(test.PValue, 4));
        Assert.Equal((5, 2357), (fit.FreeParameters, fit.Customers));

        // Every customer by itself.
        Relative.Equal(Cdnow.Summaries().Sum(one => fit.Model.LogLikelihood(PurchaseHistory.Of(one))), fit.LogLikelihood, 1e-11);
    }

    // CLVTools 0.12.1 with use.cor ends at -5850.82 here, with m near its lower bound and below its own fit without dependence, -5848.10.
    [ReferenceDataFact("apparel_transactions.csv")]
    public void Apparel_ends_above_the_nested_maximum_where_a_peer_ends_below()
    {
        var table = RecencyFrequencyTable.From(Apparel.Customers().Select(one => one.History).ToArray());
        var fit = new CorrelatedParetoNbdEstimator().Fit(table);
        var nested = new ParetoNbdEstimator().Fit(table);
        Assert.Equal(-5848.10, Math.Round(nested.LogLikelihood, 2));
        Relative.Equal(-5848.026426266865, fit.LogLikelihood, 1e-11);
        Assert.True(fit.LogLikelihood > nested.LogLikelihood);
        Relative.Equal(.0129351563, fit.Model.Correlation, 1e-6);
    }
}
