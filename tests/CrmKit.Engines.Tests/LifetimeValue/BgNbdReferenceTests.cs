namespace CrmKit.LifetimeValue.Tests;

public sealed class BgNbdReferenceTests
{
    private static readonly string[] Horizons = ["1e-06", "1", "39", "520", "100000"];

    [Fact]
    public void Model_matches_every_row_of_the_reference()
    {
        var table = ReferenceTable.Read("bgnbd.csv");
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            var (name, x) = (table.Text(row, "case"), table.Count(row, "x"));
            double[] inputs = [.. new[] { "r", "alpha", "a", "b", "t_x", "T" }.Select(column => table.Number(row, column))];
            Check("log_likelihood", (model, recency, age) => model.LogLikelihood(new(x, recency, age)));
            Check("p_alive", (model, recency, age) => model.ProbabilityAlive(new(x, recency, age)));
            Check("p_dead", (model, recency, age) => model.ProbabilityDead(new(x, recency, age)));
            foreach (var horizon in Horizons)
            {
                var t = double.Parse(horizon, CultureInfo.InvariantCulture);
                Check("cet_t" + horizon, (model, recency, age) => model.ExpectedPurchases(new(x, recency, age), t));
            }

            void Check(string column, Func<BgNbdModel, double, double, double> answer)
            {
                // A difference quotient may step t_x beyond T; T then goes with it.
                double At(double[] p) => answer(new BgNbdModel(p[0], p[1], p[2], p[3]), p[4], Math.Max(p[4], p[5]));
                accuracy.Check($"{name} {column}", At(inputs), table.Number(row, column), At, inputs);
            }
        }

        accuracy.AssertNone();
    }

    [Fact]
    public void Expectation_of_a_new_customer_matches_every_row_of_the_reference()
    {
        var table = ReferenceTable.Read("bgnbd_expectation.csv");
        var accuracy = new Accuracy();
        foreach (var row in table.Rows)
        {
            double[] inputs = [.. new[] { "r", "alpha", "a", "b", "t" }.Select(column => table.Number(row, column))];
            accuracy.Check(table.Text(row, "case"), At(inputs), table.Number(row, "expected_repeat"), At, inputs);
        }

        accuracy.AssertNone();

        static double At(double[] p) => new BgNbdModel(p[0], p[1], p[2], p[3]).ExpectedPurchases(p[4]);
    }

    // The model sums a series or, where that is long, integrates; the oracle always sums, in extended steps.
    [Fact]
    public void Expectation_agrees_with_a_slow_series()
    {
        var accuracy = new Accuracy();
        foreach (var a in new[] { 1e-8, 0.05, 0.8, 1, 3, 400, 1e6 })
        {
            foreach (var b in new[] { 1e-3, 2.4, 300, 1e7 })
            {
                foreach (var (r, ratio) in new[] { (0.2, 30.0), (0.2, 0.01), (5, 8), (120, 2), (0.3, 500), (40, 300) })
                {
                    accuracy.Check(
                        FormattableString.Invariant($"a {a} b {b} r {r} t/alpha {ratio}"),
                        new BgNbdModel(r, 1, a, b).ExpectedPurchases(ratio),
                        SlowSeries(r, ratio, a, b),
                        p => new BgNbdModel(p[0], 1, p[2], p[3]).ExpectedPurchases(p[1]),
                        r,
                        ratio,
                        a,
                        b);
                }
            }
        }

        accuracy.AssertNone();
    }

    // sum over j of P(N > j) E[(1 - p)^j], N negative binomial; the upper tail is what is left of 1.
    private static double SlowSeries(double r, double ratio, double a, double b)
    {
        decimal weight = 1, none = 1;
        var z = (decimal)ratio / (1 + (decimal)ratio);
        var weights = new List<decimal>();
        for (var n = 0; n < 60_000 && (n < 100 || weight > 1e-22m * none); n++)
        {
            weights.Add(weight);
            weight *= ((decimal)r + n) / (n + 1) * z;
            none += weight;
            if (none > 1e10m)
            {
                // Scaled down, so that decimal's range holds the whole distribution.
                weights = [.. weights.Select(value => value / 1e10m)];
                weight /= 1e10m;
                none /= 1e10m;
            }
        }

        var tail = weights.Sum();
        var total = tail;
        decimal still = 1, sum = 0;
        for (var j = 0; j < weights.Count; j++)
        {
            tail -= weights[j];
            sum += tail * still;
            still *= ((decimal)b + j) / ((decimal)a + (decimal)b + j);
        }

        return (double)(sum / total);
    }
}
