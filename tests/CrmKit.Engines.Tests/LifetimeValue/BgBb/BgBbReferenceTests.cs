namespace CrmKit.LifetimeValue.Tests;

// 30-digit values over the range of parameters, and the published fit.
public sealed class BgBbReferenceTests
{
    [Fact]
    public void Every_row_of_the_reference_is_matched()
    {
        var table = ReferenceTable.Read("bgbb.csv");
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            var history = new OpportunityHistory(table.Count(row, "x"), table.Count(row, "t_x"), table.Count(row, "n"));
            double[] inputs = [.. new[] { "alpha", "beta", "gamma", "delta" }.Select(column => table.Number(row, column))];
            Check("log_likelihood", model => model.LogLikelihood(history));
            Check("p_alive_next", model => model.ProbabilityAlive(history));
            Check("cet_m1", model => model.ExpectedPurchases(history, 1));
            Check("cet_m5", model => model.ExpectedPurchases(history, 5));
            Check("cet_m50", model => model.ExpectedPurchases(history, 50));

            void Check(string column, Func<BgBbModel, double> answer)
            {
                double At(double[] p) => answer(new BgBbModel(p[0], p[1], p[2], p[3]));
                accuracy.Check($"{table.Text(row, "case")} {column}", At(inputs), table.Number(row, column), At, inputs);
            }
        }

        Assert.Equal(5 * 31, accuracy.Checked);
        accuracy.AssertNone();
    }

    [Fact]
    public void Donations_fit_reaches_the_maximum()
    {
        var fit = new BgBbEstimator().Fit(Donations.Table());
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.Equal(11_104, fit.Customers);
        Assert.Equal(22, fit.DistinctSummaries);
        Relative.Equal(Donations.LogLikelihood, fit.LogLikelihood, 1e-11);
        Relative.Equal(Donations.Model.Alpha, fit.Model.Alpha, 1e-7);
        Relative.Equal(Donations.Model.Beta, fit.Model.Beta, 1e-7);
        Relative.Equal(Donations.Model.Gamma, fit.Model.Gamma, 1e-7);
        Relative.Equal(Donations.Model.Delta, fit.Model.Delta, 1e-7);
        Assert.All(fit.StandardErrors, error => Assert.InRange(error, 1e-3, 0.5));
    }

    // Fader, Hardie and Shang (2010), table 3: expected donations in 2002 to 2006 of the extreme rows, printed with two digits.
    [Theory]
    [InlineData(6, 6, 3.75)]
    [InlineData(0, 0, 0.07)]
    public void Published_expectations_are_met(int x, int recency, double published) =>
        Assert.Equal(published, Donations.Model.ExpectedPurchases(new OpportunityHistory(x, recency, 6), 5), 0.005);

    [Fact]
    public void Later_donations_are_foreseen_within_five_percent()
    {
        var rows = Donations.Rows();
        var expected = rows.Sum(row => row.Customers * Donations.Model.ExpectedPurchases(row.History, 5));
        Assert.InRange(expected / rows.Sum(row => (double)row.Later), 0.95, 1.05);
    }
}
