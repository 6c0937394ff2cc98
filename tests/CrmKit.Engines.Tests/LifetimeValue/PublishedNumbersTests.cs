namespace CrmKit.LifetimeValue.Tests;

public sealed class PublishedNumbersTests
{
    [Fact]
    public void BgNbd_from_raw_purchases_reaches_the_maximum()
    {
        var fit = new BgNbdEstimator().Fit(Cdnow.Summaries());
        Relative.Equal(.242594522430, fit.Model.R, 1e-7);
        Relative.Equal(4.41360201901, fit.Model.Alpha, 1e-7);
        Relative.Equal(.792922017226, fit.Model.A, 1e-7);
        Relative.Equal(2.42590677683, fit.Model.B, 1e-7);
        Relative.Equal(Cdnow.LogLikelihood, fit.LogLikelihood, 1e-11);
        Assert.Equal(2357, fit.Customers);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.Empty(fit.Convergence.Parameters);
        double[] errors = [.012557378, .37822406, .18573382, .70541427];
        for (var i = 0; i < errors.Length; i++)
        {
            Relative.Equal(errors[i], fit.StandardErrors[i], 1e-6);
        }
    }

    // Fader, Hardie and Lee (2005), table 2: r .243, alpha 4.414, a .793, b 2.426, log-likelihood -9582.4, on weeks of two decimals.
    [Fact]
    public void BgNbd_on_published_weeks_gives_the_published_digits()
    {
        var (x, recency, age) = Columns("cdnow_summary_published.csv");
        var fit = new BgNbdEstimator().Fit(RecencyFrequencyTable.From(x, recency, age));
        Assert.Equal(.243, Math.Round(fit.Model.R, 3));
        Assert.Equal(4.414, Math.Round(fit.Model.Alpha, 3));
        Assert.Equal(.793, Math.Round(fit.Model.A, 3));
        Assert.Equal(2.426, Math.Round(fit.Model.B, 3));
        Relative.Equal(-9582.42556057, fit.LogLikelihood, 1e-11);
    }

    [Fact]
    public void Summaries_of_the_purchases_are_the_published_ones()
    {
        var table = ReferenceTable.Read("cdnow_summary_exact.csv");
        var summaries = Cdnow.Summaries().ToDictionary(summary => summary.Customer.Value, StringComparer.Ordinal);
        Assert.Equal(table.Rows.Count, summaries.Count);
        foreach (var row in table.Rows)
        {
            var summary = summaries[table.Text(row, "customer_id")];
            Assert.Equal(table.Count(row, "x"), summary.RepeatPurchases);
            Assert.Equal(table.Number(row, "t_x"), summary.RecencyDays / 7d, 1e-11);
            Assert.Equal(table.Number(row, "T"), summary.AgeDays / 7d, 1e-11);
            Assert.Equal(table.Number(row, "m_x"), (double)summary.MeanRepeatSpend.Amount, 1e-9);
        }
    }

    // Fader and Hardie, note 025: p 6.25, q 3.74, gamma 15.44.
    [Fact]
    public void GammaGamma_from_raw_purchases_reaches_the_maximum()
    {
        var fit = new GammaGammaEstimator().Fit(Cdnow.Summaries());
        Relative.Equal(6.24957227132, fit.Model.P, 1e-7);
        Relative.Equal(3.74422466713, fit.Model.Q, 1e-7);
        Relative.Equal(15.4435209626, fit.Model.Gamma, 1e-7);
        Relative.Equal(-4055.91769480187, fit.LogLikelihood, 1e-11);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.Equal((946, 1411), (fit.Customers, fit.CustomersLeftOut));
    }

    [Fact]
    public void Ten_customers_score_as_the_reference()
    {
        var table = ReferenceTable.Read("cdnow_customers.csv");
        var summaries = Cdnow.Summaries().ToDictionary(summary => summary.Customer.Value, StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var summary = summaries[table.Text(row, "customer_id")];
            var value = new CustomerValuation(Cdnow.Purchases, Cdnow.Spend, 39 * 7).Assess(summary).Value!;
            var (purchases, spend) = (table.Number(row, "bgnbd_cet39"), table.Number(row, "gg_expected_spend"));
            Relative.Equal(table.Number(row, "bgnbd_p_alive"), value.ProbabilityAlive, 1e-9);
            Relative.Equal(purchases, value.ExpectedPurchases, 1e-9);
            Relative.Equal(spend, (double)value.ExpectedSpend.Amount, 1e-9);
            Relative.Equal(purchases * spend, (double)value.ExpectedValue.Amount, 1e-9);
            Assert.Equal(Currency.Usd, value.ExpectedValue.Currency);
            Assert.Equal(summary.RepeatPurchases == 0 ? EstimateStatus.Prior : EstimateStatus.Pooled, value.Status);
        }
    }

    [Fact]
    public void Tracking_of_all_customers_is_that_of_the_reference()
    {
        var tracker = new PurchaseTracker();
        foreach (var row in Cdnow.Transactions())
        {
            tracker.Add(row.Customer, LocalDate.FromDateOnly(row.Day));
        }

        var tracking = tracker.Build(Cdnow.Purchases, Cdnow.CalibrationEnd, Cdnow.HoldoutEnd);
        Assert.Equal(new LocalDate(1997, 1, 1), tracking.Start);
        Assert.Equal((39, 78, 78), (tracking.CalibrationWeeks, tracking.Actual.Length, tracking.Expected.Length));
        var table = ReferenceTable.Read("cdnow_tracking.csv");
        foreach (var row in table.Rows)
        {
            var week = table.Count(row, "week");
            Assert.Equal(table.Count(row, "actual_cumulative_repeat"), tracking.Actual[week - 1]);
            Relative.Equal(table.Number(row, "bgnbd"), tracking.Expected[week - 1], 1e-9);
        }
    }

    internal static (int[] X, double[] Recency, double[] Age) Columns(string file)
    {
        var table = ReferenceTable.Read(file);
        return (
            [.. table.Rows.Select(row => table.Count(row, "x"))],
            [.. table.Rows.Select(row => table.Number(row, "t_x"))],
            [.. table.Rows.Select(row => table.Number(row, "T"))]);
    }
}
