namespace CrmKit.LifetimeValue.Tests;

public sealed class ParetoNbdReferenceTests
{
    private static readonly string[] Horizons = ["1e-06", "1", "39", "520", "100000"];

    [Fact]
    public void Model_matches_every_row_of_the_reference()
    {
        var table = ReferenceTable.Read("paretonbd.csv");
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            var (name, x) = (table.Text(row, "case"), table.Count(row, "x"));
            double[] inputs = [.. new[] { "r", "alpha", "s", "beta", "t_x", "T" }.Select(column => table.Number(row, column))];
            Check("log_likelihood", (model, history) => model.LogLikelihood(history));
            Check("p_alive", (model, history) => model.ProbabilityAlive(history));
            Check("p_dead", (model, history) => model.ProbabilityDead(history));
            foreach (var horizon in Horizons)
            {
                var t = double.Parse(horizon, CultureInfo.InvariantCulture);
                Check("cet_t" + horizon, (model, history) => model.ExpectedPurchases(history, t));
            }

            void Check(string column, Func<ParetoNbdModel, PurchaseHistory, double> answer)
            {
                // A difference quotient may step t_x beyond T; T then goes with it.
                double At(double[] p) => answer(new ParetoNbdModel(p[0], p[1], p[2], p[3]), new PurchaseHistory(x, p[4], Math.Max(p[4], p[5])));
                accuracy.Check($"{name} {column}", At(inputs), table.Number(row, column), At, inputs);
            }
        }

        Assert.True(accuracy.Checked > 1000);
        accuracy.AssertNone();
    }

    [Fact]
    public void Expectation_of_a_new_customer_matches_every_row_of_the_reference()
    {
        var table = ReferenceTable.Read("paretonbd_expectation.csv");
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            double[] inputs = [.. new[] { "r", "alpha", "s", "beta", "t" }.Select(column => table.Number(row, column))];
            accuracy.Check(table.Text(row, "case"), At(inputs), table.Number(row, "expected_repeat"), At, inputs);
        }

        Assert.True(accuracy.Checked > 70);
        accuracy.AssertNone();

        static double At(double[] p) => new ParetoNbdModel(p[0], p[1], p[2], p[3]).ExpectedPurchases(p[4]);
    }

    [Fact]
    public void Discounted_purchases_match_every_row_of_the_reference()
    {
        var table = ReferenceTable.Read("paretonbd_dert.csv");
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            var x = table.Count(row, "x");
            double[] inputs = [.. new[] { "r", "alpha", "s", "beta", "t_x", "T", "delta" }.Select(column => table.Number(row, column))];
            accuracy.Check(table.Text(row, "case"), At(inputs), table.Number(row, "dert"), At, inputs);

            double At(double[] p) =>
                new ParetoNbdModel(p[0], p[1], p[2], p[3]).DiscountedPurchases(new PurchaseHistory(x, p[4], Math.Max(p[4], p[5])), p[6]);
        }

        Assert.True(accuracy.Checked > 200);
        accuracy.AssertNone();
    }
}
