namespace CrmKit.LifetimeValue.Tests;

// Maxima of the likelihoods on published data, to the digits that an independent high-precision fit gives.
public sealed class LifetimeAnchorTests
{
    private static readonly ParetoNbdModel Pareto = new(.553277046853, 10.5776834633, .606239989128, 11.6687352889);

    [Fact]
    public void Pareto_from_raw_purchases_reaches_the_maximum()
    {
        var fit = new ParetoNbdEstimator().Fit(Cdnow.Summaries());
        Relative.Equal(Pareto.R, fit.Model.R, 1e-7);
        Relative.Equal(Pareto.Alpha, fit.Model.Alpha, 1e-7);
        Relative.Equal(Pareto.S, fit.Model.S, 1e-7);
        Relative.Equal(Pareto.Beta, fit.Model.Beta, 1e-7);
        Relative.Equal(-9594.97617893954, fit.LogLikelihood, 1e-11);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.Equal((2357, 4), (fit.Customers, fit.FreeParameters));
        Assert.All(fit.StandardErrors, error => Assert.True(error > 0));
    }

    // Fader, Hardie and Lee (2005), table 2: r .553, alpha 10.578, s .606, beta 11.669, log-likelihood -9595.0.
    [Fact]
    public void Pareto_on_published_weeks_gives_the_published_digits()
    {
        var (x, recency, age) = PublishedNumbersTests.Columns("cdnow_summary_published.csv");
        var fit = new ParetoNbdEstimator().Fit(RecencyFrequencyTable.From(x, recency, age));
        Assert.Equal(.553, Math.Round(fit.Model.R, 3));
        Assert.Equal(10.58, Math.Round(fit.Model.Alpha, 2));
        Assert.Equal(.606, Math.Round(fit.Model.S, 3));
        Assert.Equal(11.67, Math.Round(fit.Model.Beta, 2));
        Assert.Equal(-9595.0, Math.Round(fit.LogLikelihood, 1));
    }

    [Fact]
    public void Holdout_purchases_of_cdnow_are_missed_by_the_known_mean_error()
    {
        var table = ReferenceTable.Read("cdnow_summary_exact.csv");
        var model = new ParetoNbdEstimator().Fit(Cdnow.Summaries()).Model;
        Relative.Equal(.754523, table.Rows.Average(row => Math.Abs(
            table.Number(row, "x_star") - model.ExpectedPurchases(new(table.Count(row, "x"), table.Number(row, "t_x"), table.Number(row, "T")), 39))), 1e-6);
    }

    [Fact]
    public void Ten_customers_score_as_the_reference()
    {
        var table = ReferenceTable.Read("cdnow_customers.csv");
        foreach (var row in table.Rows)
        {
            var history = new PurchaseHistory(table.Count(row, "x"), table.Number(row, "t_x"), table.Number(row, "T"));
            Relative.Equal(table.Number(row, "pareto_p_alive"), Pareto.ProbabilityAlive(history), 1e-9);
            Relative.Equal(table.Number(row, "pareto_cet39"), Pareto.ExpectedPurchases(history, 39), 1e-9);
            Relative.Equal(table.Number(row, "pareto_dert_15pct"), Pareto.DiscountedPurchases(history, Math.Log(1.15) / 52), 1e-9);
        }
    }

    [Fact]
    public void Tracking_of_all_customers_is_that_of_the_reference()
    {
        var table = ReferenceTable.Read("cdnow_tracking.csv");
        var firstDays = Cdnow.Summaries().Select(summary => 273 - summary.AgeDays).ToArray();
        foreach (var row in table.Rows)
        {
            // Day 1 is 1997-01-01; week w ends after 7 w days.
            var end = 7 * table.Count(row, "week");
            Relative.Equal(
                table.Number(row, "pareto"), firstDays.Where(day => day < end).Sum(day => Pareto.ExpectedPurchases((end - day) / 7d)), 1e-9);
        }
    }

    [Fact]
    public void No_lifetime_is_the_worst_of_the_nested_models_and_gompertz_never_below_pareto()
    {
        var nbd = new NbdEstimator().Fit(Cdnow.Summaries());
        var pareto = new ParetoNbdEstimator().Fit(Cdnow.Summaries());
        var gompertz = new GammaGompertzNbdEstimator().Fit(Cdnow.Summaries());
        Assert.Equal(ConvergenceStatus.Converged, nbd.Convergence.Status);

        // Ehrenberg's maximum on the same data, from the stationary conditions: the mean rate is exact.
        Relative.Equal(-9763.65761467, nbd.LogLikelihood, 1e-11);
        Assert.True(pareto.LogLikelihood > nbd.LogLikelihood);
        Assert.True(gompertz.LogLikelihood >= pareto.LogLikelihood - 1e-9);

        // On these data the hazard does not grow: the fit says that b is at its boundary.
        Assert.Equal(ConvergenceStatus.AtBoundary, gompertz.Convergence.Status);
        Assert.Contains("b", gompertz.Convergence.Parameters);
    }
}
