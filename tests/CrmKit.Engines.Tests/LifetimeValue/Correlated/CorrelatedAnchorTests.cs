namespace CrmKit.LifetimeValue.Tests;

public sealed class CorrelatedAnchorTests
{
    [Fact]
    public void Cdnow_gains_from_dependence_over_the_nested_maximum()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var fit = new CorrelatedParetoNbdEstimator().Fit(Cdnow.Summaries());
        var m = fit.Model;
        throw new Xunit.Sdk.XunitException($"{watch.Elapsed} {fit.LogLikelihood:R} {m.R:R} {m.Alpha:R} {m.S:R} {m.Beta:R} {m.M:R} share {m.Share:R} cor {m.Correlation:R} {fit.Convergence} g {fit.Convergence.GradientNorm} se {string.Join(' ', fit.StandardErrors)}");
    }

    [Fact]
    public void Apparel()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var t = RecencyFrequencyTable.From(Covariates().ToArray());
        var nested = new ParetoNbdEstimator().Fit(t);
        var fit = new CorrelatedParetoNbdEstimator().Fit(t);
        var m = fit.Model;
        throw new Xunit.Sdk.XunitException($"{watch.Elapsed} nested {nested.LogLikelihood} {fit.LogLikelihood:R} {m.R:R} {m.Alpha:R} {m.S:R} {m.Beta:R} {m.M:R} share {m.Share:R} cor {m.Correlation:R} {fit.Convergence} g {fit.Convergence.GradientNorm} se {string.Join(' ', fit.StandardErrors)}");
    }

    private static IEnumerable<PurchaseHistory> Covariates() => LifetimeValue.Tests.Apparel.Customers().Select(one => one.History);
}
