namespace CrmKit.LifetimeValue.Tests;

// Every row of the reference values, which 50 and 90 digits agreed on.
public sealed class BetaGeometricReferenceTests
{
    private static readonly string[] Horizons = ["1e-06", "1", "39", "520", "100000"];

    private delegate BetaGeometricModel Create(double r, double alpha, double a, double b);

    [Fact]
    public void BgNbd_matches_every_row_of_the_reference() => Histories("bgnbd.csv", (r, alpha, a, b) => new BgNbdModel(r, alpha, a, b));

    [Fact]
    public void MbgNbd_matches_every_row_of_the_reference() => Histories("mbgnbd.csv", (r, alpha, a, b) => new MbgNbdModel(r, alpha, a, b));

    // k = 1 of the models with regular gaps are the models without.
    [Fact]
    public void Cnbd_with_one_stage_matches_every_row_of_the_reference()
    {
        Histories("bgnbd.csv", (r, alpha, a, b) => new BgCnbdModel(1, r, alpha, a, b));
        Histories("mbgnbd.csv", (r, alpha, a, b) => new MbgCnbdModel(1, r, alpha, a, b));
    }

    [Fact]
    public void BgNbd_expectation_of_a_new_customer_matches_every_row() => Expectations("bgnbd_expectation.csv", (r, alpha, a, b) => new BgNbdModel(r, alpha, a, b));

    [Fact]
    public void MbgNbd_expectation_of_a_new_customer_matches_every_row() => Expectations("mbgnbd_expectation.csv", (r, alpha, a, b) => new MbgNbdModel(r, alpha, a, b));

    [Fact]
    public void BgNbd_probability_of_a_number_matches_every_row()
    {
        var table = ReferenceTable.Read("bgnbd_pmf.csv");
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            var x = table.Count(row, "x");
            double[] inputs = [.. new[] { "r", "alpha", "a", "b", "t" }.Select(column => table.Number(row, column))];
            accuracy.Check(table.Text(row, "case"), At(inputs), table.Number(row, "probability"), At, inputs);

            double At(double[] p) => new BgNbdModel(p[0], p[1], p[2], p[3]).ProbabilityOf(p[4], x);
        }

        accuracy.AssertNone();
    }

    private static void Histories(string file, Create create)
    {
        var table = ReferenceTable.Read(file);
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            var (name, x) = (table.Text(row, "case"), table.Count(row, "x"));
            double[] inputs = [.. new[] { "r", "alpha", "a", "b", "t_x", "T" }.Select(column => table.Number(row, column))];
            Check("log_likelihood", (model, history) => model.LogLikelihood(history));
            Check("p_alive", (model, history) => model.ProbabilityAlive(history));
            Check("p_dead", (model, history) => model.ProbabilityDead(history));
            foreach (var horizon in Horizons)
            {
                var t = double.Parse(horizon, CultureInfo.InvariantCulture);
                Check("cet_t" + horizon, (model, history) => model.ExpectedPurchases(history, t));
            }

            void Check(string column, Func<BetaGeometricModel, PurchaseHistory, double> answer)
            {
                // A difference quotient may step t_x beyond T; T then goes with it.
                double At(double[] p) => answer(create(p[0], p[1], p[2], p[3]), new PurchaseHistory(x, p[4], Math.Max(p[4], p[5])));
                accuracy.Check($"{name} {column}", At(inputs), table.Number(row, column), At, inputs);
            }
        }

        accuracy.AssertNone();
    }

    private static void Expectations(string file, Create create)
    {
        var table = ReferenceTable.Read(file);
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            double[] inputs = [.. new[] { "r", "alpha", "a", "b", "t" }.Select(column => table.Number(row, column))];
            accuracy.Check(table.Text(row, "case"), At(inputs), table.Number(row, "expected_repeat"), At, inputs);
        }

        accuracy.AssertNone();

        double At(double[] p) => create(p[0], p[1], p[2], p[3]).ExpectedPurchases(p[4]);
    }
}
