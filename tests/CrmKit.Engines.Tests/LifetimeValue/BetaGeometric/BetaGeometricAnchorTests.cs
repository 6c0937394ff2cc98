namespace CrmKit.LifetimeValue.Tests;

// Maxima of the likelihoods on published data, to the digits that an independent high-precision fit gives.
public sealed class BetaGeometricAnchorTests
{
    private static readonly LocalDate Cut = new(2006, 12, 31);

    [Fact]
    public void MbgNbd_from_raw_purchases_reaches_the_maximum()
    {
        var fit = new MbgNbdEstimator().Fit(Cdnow.Summaries());
        Relative.Equal(.524843159106, fit.Model.R, 1e-7);
        Relative.Equal(6.18308527958, fit.Model.Alpha, 1e-7);
        Relative.Equal(.891359390732, fit.Model.A, 1e-7);
        Relative.Equal(1.61400224017, fit.Model.B, 1e-7);
        Relative.Equal(-9582.13571555375, fit.LogLikelihood, 1e-11);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.Equal(4, fit.FreeParameters);
    }

    [Fact]
    public void Holdout_purchases_of_cdnow_are_missed_by_the_known_mean_error()
    {
        Relative.Equal(.785454, HoldoutError(new BgNbdEstimator().Fit(Cdnow.Summaries()).Model), 1e-6);
        Relative.Equal(.764779, HoldoutError(new MbgNbdEstimator().Fit(Cdnow.Summaries()).Model), 1e-6);
    }

    // Platzer and Reutterer (2016) choose k = 2 for the grocery data.
    [ReferenceDataFact("grocery_transactions.csv")]
    public void Grocery_gaps_have_two_stages()
    {
        var summaries = Summaries("grocery_transactions.csv");
        Assert.Equal(1525, summaries.Count);
        var bg = new BgCnbdEstimator().Fit(summaries);
        Assert.Equal((2, 5), (bg.Model.K, bg.FreeParameters));
        Relative.Equal(-15054.172905, bg.LogLikelihood, 1e-10);
        var mbg = new MbgCnbdEstimator().Fit(summaries);
        Assert.Equal((2, 5), (mbg.Model.K, mbg.FreeParameters));
        Relative.Equal(-14978.210732, mbg.LogLikelihood, 1e-10);
        Assert.Equal(mbg.LogLikelihood, new MbgCnbdEstimator(2).Fit(summaries).LogLikelihood);
    }

    // The apparel likelihoods have a false maximum at a to 0, 54 and 63 units below the true one.
    [ReferenceDataFact("apparel_transactions.csv")]
    public void Apparel_fits_do_not_end_at_the_false_maximum()
    {
        var summaries = Summaries("apparel_transactions.csv");
        Assert.Equal(600, summaries.Count);
        Relative.Equal(-5857.0197, new BgNbdEstimator().Fit(summaries).LogLikelihood, 1e-8);
        Relative.Equal(-5848.0453, new MbgNbdEstimator().Fit(summaries).LogLikelihood, 1e-8);
    }

    private static double HoldoutError(IPurchaseModel model)
    {
        var table = ReferenceTable.Read("cdnow_summary_exact.csv");
        return table.Rows.Average(row => Math.Abs(
            table.Number(row, "x_star") - model.ExpectedPurchases(new(table.Count(row, "x"), table.Number(row, "t_x"), table.Number(row, "T")), 39)));
    }

    private static PurchaseSummaries Summaries(string file)
    {
        var lines = File.ReadLines(ReferenceDataFactAttribute.PathOf(file)!).Skip(1).Select(line => line.Split(','));
        return PurchaseSummaries.From(
            lines, cell => cell[0], cell => DateOnly.ParseExact(cell[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), _ => 1m, Cut.ToDateOnly());
    }
}
