using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests.Uncertainty;

// The share of belief is what the data leave of it at a fixed point: every customer lowers it or leaves it, so that a status never goes back.
public sealed class PriorShareTests
{
    private const double Rounding = 1e-12;
    private static readonly FitOptions Believing = new() { Beliefs = new PriorBeliefs() };

    [Fact]
    public void Share_of_bg_nbd_never_rises_as_customers_arrive() => NeverRises(new BgNbdEstimator(), Believing);

    [Fact]
    public void Share_of_mbg_nbd_never_rises_as_customers_arrive() => NeverRises(new MbgNbdEstimator(), Believing);

    [Fact]
    public void Share_of_nbd_never_rises_as_customers_arrive() => NeverRises(new NbdEstimator(), Believing);

    // Where an evaluation costs more, one step from one start: the share does not depend on where the search has come to, as the last fit shows.
    [Fact]
    public void Share_of_pareto_nbd_never_rises_as_customers_arrive()
    {
        NeverRises(new ParetoNbdEstimator(), Believing with { Starts = 1, MaxIterations = 1 });
        var all = Table(Rows());
        var whole = new ParetoNbdEstimator().Fit(all, Believing);
        Assert.Equal(new ParetoNbdEstimator().Fit(all, Believing with { Starts = 1, MaxIterations = 1 }).PriorShare, whole.PriorShare);
        Assert.Equal(EstimateStatus.Fitted, whole.Status);
    }

    [Fact]
    public void Share_of_gamma_gamma_never_rises_as_customers_arrive()
    {
        var rows = ReferenceTable.Read("cdnow_summary_exact.csv");
        var (x, mean) = (rows.Rows.Select(row => rows.Count(row, "x")).ToArray(), rows.Rows.Select(row => rows.Number(row, "m_x")).ToArray());
        var fits = Enumerable.Range(0, 501).Select(n => new GammaGammaEstimator().Fit(x.AsSpan(0, n), mean.AsSpan(0, n), Believing)).ToList();
        NeverRises([.. fits.Select(fit => fit.PriorShare)], [.. fits.Select(fit => fit.Status)]);
        Assert.Equal(EstimateStatus.Fitted, new GammaGammaEstimator().Fit(x, mean, Believing).Status);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Share_never_rises_on_simulated_bases(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var truth = new MbgNbdModel(0.5, 6, 0.9, 1.6);
        var rows = Enumerable.Range(0, 500).Select(_ => PurchaseHistory.Of(truth.Draw(random, 39), 39)).ToList();
        foreach (var estimator in new IPurchaseEstimator[] { new MbgNbdEstimator(), new BgNbdEstimator(), new NbdEstimator() })
        {
            NeverRises(estimator, Believing with { Starts = 1 }, rows);
        }
    }

    // However many they are: what they do not speak of stays belief, and the rest is theirs.
    [Fact]
    public void Share_of_many_equal_customers_is_that_of_the_directions_that_they_leave_open()
    {
        var fit = new BgNbdEstimator().Fit(RecencyFrequencyTable.FromCounted([0], [0], [39], [80_000_000]), Believing);
        Assert.Equal(0.75, fit.PriorShare, 1e-6);
        Assert.Equal(EstimateStatus.Pooled, fit.Status);
    }

    private static void NeverRises(IPurchaseEstimator estimator, FitOptions options, List<PurchaseHistory>? rows = null)
    {
        rows ??= Rows();
        var fits = Enumerable.Range(0, Math.Min(500, rows.Count) + 1).Select(n => estimator.Fit(Table(rows.Take(n)), options)).ToList();
        NeverRises([.. fits.Select(fit => fit.PriorShare)], [.. fits.Select(fit => fit.Status)]);
        Assert.Equal((1d, EstimateStatus.Prior), (fits[0].PriorShare, fits[0].Status));
        Assert.True(fits[^1].PriorShare < 0.3, $"{fits[^1].PriorShare}");
    }

    private static void NeverRises(double[] share, EstimateStatus[] status)
    {
        for (var n = 1; n < share.Length; n++)
        {
            Assert.True(share[n] <= share[n - 1] + Rounding, $"{n}: {share[n - 1]} {share[n]}");
            Assert.True(status[n] >= status[n - 1], $"{n}: {status[n - 1]} {status[n]}");
        }

        Assert.InRange(Enumerable.Range(1, status.Length - 1).Count(n => status[n] != status[n - 1]), 1, 2);
    }

    private static RecencyFrequencyTable Table(IEnumerable<PurchaseHistory> rows) => RecencyFrequencyTable.From([.. rows]);

    private static List<PurchaseHistory> Rows()
    {
        var table = ReferenceTable.Read("cdnow_summary_exact.csv");
        return [.. table.Rows.Select(row => new PurchaseHistory(table.Count(row, "x"), table.Number(row, "t_x"), table.Number(row, "T")))];
    }
}
