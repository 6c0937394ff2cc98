namespace CrmKit.LifetimeValue.Tests.Selection;

public sealed class ModelSelectionTests
{
    [Fact]
    public void Baseline_learns_from_spans_that_begin_before_the_calendar()
    {
        NetPurchase[] purchases = [new(new CustomerId("a"), LocalDate.MinIsoValue, new Money(1, Currency.Eur)), new(new CustomerId("a"), LocalDate.MinIsoValue.PlusDays(6), new Money(1, Currency.Eur))];
        Assert.Equal(1, BaselineClv.Learn(purchases, LocalDate.MinIsoValue, 5).Retention);
        Assert.Equal(1, BaselineClv.Learn(purchases, LocalDate.MinIsoValue.PlusDays(9), 5).Retention);
        Assert.Equal(0, BaselineClv.Learn(purchases[..1], LocalDate.MinIsoValue.PlusDays(9), 5).Retention);
        Assert.Equal(1, BaselineClv.Learn(purchases, LocalDate.MaxIsoValue, int.MaxValue).Retention);
    }

    [Fact]
    public void Models_of_cdnow_beat_the_plain_average_and_are_ranked_by_their_error()
    {
        var seen = new List<double>();
        var report = new ModelSelection(new BgNbdEstimator(), new MbgNbdEstimator())
            .Compare(Purchases(), Cdnow.HoldoutEnd, new SelectionOptions { HoldoutDays = 140, Origins = 2 }, new Recorder(seen))!;
        Assert.Equal(3, report.Results.Length);
        Assert.Equal(ModelSelection.BaselineName, report.Results[^1].Name);
        Assert.NotNull(report.Chosen);
        Assert.Empty(report.Lost);
        Assert.True(report.Results[0].Purchases.RootMeanSquare <= report.Results[1].Purchases.RootMeanSquare);
        Assert.Equal([0.25, 0.5, 0.75, 1], seen);

        // What was expected in all is near what happened in all, tenth by tenth in rising order.
        var chosen = report.Chosen;
        Assert.Equal(2 * 2357, chosen.Purchases.Customers);
        Assert.Equal(10, chosen.Deciles.Length);
        Assert.Equal(chosen.Purchases.ActualTotal, chosen.Deciles.Sum(decile => decile.MeanActual * decile.Customers), 1e-6);
        Assert.True(chosen.Deciles[^1].MeanActual > 5 * chosen.Deciles[4].MeanActual);
        Assert.Equal(2, chosen.Fits.Length);
    }

    [Fact]
    public void Holdout_errors_are_those_of_the_literature()
    {
        // The second half of the data held out once: the published split.
        var report = new ModelSelection(new BgNbdEstimator(), new MbgNbdEstimator())
            .Compare(Purchases(), Cdnow.HoldoutEnd, new SelectionOptions { HoldoutDays = 273, Origins = 1 })!;
        Assert.Equal(.785454, report.Results.Single(result => result.Name == "bg-nbd").Purchases.MeanAbsolute, 2e-6);
        Assert.Equal(.764779, report.Results.Single(result => result.Name == "mbg-nbd").Purchases.MeanAbsolute, 2e-6);
        Assert.Equal(1882, report.Baseline.Purchases.ActualTotal);
    }

    [Fact]
    public void Model_that_loses_to_the_plain_average_is_not_chosen_and_the_report_says_so()
    {
        var report = new ModelSelection(new Absurd()).Compare(Purchases(), Cdnow.HoldoutEnd, new SelectionOptions { Origins = 1 })!;
        Assert.Null(report.Chosen);
        Assert.True(report.Results[0].IsBaseline);
        Assert.Equal("absurd", Assert.Single(report.Lost).Name);
        Assert.Equal("No model is chosen: none did better than the plain average in days that it had not seen.", report.Verdict);
        var both = new ModelSelection(new Absurd(), new BgNbdEstimator()).Compare(Purchases(), Cdnow.HoldoutEnd, new SelectionOptions { Origins = 1 })!;
        Assert.Equal("bg-nbd is chosen: it came nearest to what customers did in days that it had not seen. absurd did no better than the plain average and cannot be chosen.", both.Verdict);
    }

    [Fact]
    public void Baseline_is_average_per_month_times_months_times_retention()
    {
        var eur = new Money(30, Currency.Eur);
        NetPurchase[] purchases =
        [
            new("a", new LocalDate(2024, 1, 1), eur), new("a", new LocalDate(2024, 5, 1), eur), new("b", new LocalDate(2024, 5, 2), eur), new("a", new LocalDate(2024, 8, 1), eur),
        ];
        var until = new LocalDate(2024, 9, 30);
        var baseline = BaselineClv.Learn(purchases, until, 92);

        // In the 92 days before the last 92 bought a and b; in the last a alone.
        Assert.Equal(0.5, baseline.Retention);
        var summary = PurchaseSummaries.From(purchases, p => p.Customer, p => p.Day.ToDateOnly(), p => p.Amount.Amount, until.ToDateOnly(), Currency.Eur)[0];
        var months = 274 / (365.25 / 12);
        Assert.Equal(3 / months * (92 / (365.25 / 12)) * 0.5, baseline.ExpectedPurchases(summary), 1e-12);
        Assert.Equal(90 / months * (92 / (365.25 / 12)) * 0.5, (double)baseline.ExpectedValue(summary).Amount, 1e-9);
    }

    [Fact]
    public void Too_little_gives_no_report_and_bad_candidates_are_refused()
    {
        Assert.Null(new ModelSelection(new BgNbdEstimator()).Compare([], Cdnow.HoldoutEnd));
        Assert.Throws<ArgumentException>(() => new ModelSelection());
        Assert.Throws<ArgumentException>(() => new ModelSelection(new BgNbdEstimator(), new BgNbdEstimator()));
    }

    private static List<NetPurchase> Purchases() =>
        [.. Cdnow.Transactions().Select(row => new NetPurchase(row.Customer, LocalDate.FromDateOnly(row.Day), new Money(row.Dollars, Currency.Usd)))];

    private sealed class Recorder(List<double> seen) : IProgress<double>
    {
        public void Report(double value) => seen.Add(value);
    }

    // Expects a hundred purchases a week of everybody.
    private sealed class Absurd : IPurchaseEstimator
    {
        public string Name => "absurd";

        public IModelFit<IPurchaseModel> Fit(RecencyFrequencyTable data, FitOptions? options = null, CancellationToken cancellationToken = default) =>
            new ModelFit<BgNbdModel>(new BgNbdModel(1e6, 1e4, 1e-3, 1e6), 0, data.Customers, data.Count, new Convergence(ConvergenceStatus.Converged, 0, 0));
    }
}
