namespace CrmKit.LifetimeValue.Tests;

// Valid data that have no ordinary maximum: finite parameters, finite answers and a named verdict.
public sealed class BetaGeometricEdgeDataTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var data in Data.Keys)
            {
                foreach (var model in Family.AllNames)
                {
                    cases.Add(model, data);
                }
            }

            return cases;
        }
    }

    private static readonly Dictionary<string, (int[] X, double[] Recency, double[] Age)> Data = new(StringComparer.Ordinal)
    {
        ["one customer without a repeat"] = ([0], [0], [30]),
        ["one customer with repeats"] = ([4], [20], [30]),
        ["one customer seen on one day"] = ([0], [0], [0]),
        ["nobody came back"] = ([0, 0, 0, 0], [0, 0, 0, 0], [10, 20, 30, 40]),
        ["everybody came back once"] = ([1, 1, 1], [5, 6, 7], [10, 10, 10]),
        ["new today"] = ([0, 0, 3], [0, 0, 20], [0, 0, 25]),
        ["a billion purchases"] = ([0, 2, 1_000_000_000], [0, 10, 29.9], [30, 30, 30]),
        ["a millionth of a week"] = ([0, 2, 1], [0, 1e-6, 5e-7], [1e-6, 2e-6, 1e-6]),
        ["ten million weeks"] = ([0, 2, 1], [0, 5e6, 1e7], [1e7, 1e7, 1e7]),
        ["alike"] = ([5, 5, 5, 5], [10, 10, 10, 10], [10, 10, 10, 10]),
        ["last purchase at the first"] = ([1, 2, 0], [0, 0, 0], [10, 10, 10]),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_of_hard_data_is_finite_and_named(string model, string name)
    {
        var (x, recency, age) = Data[name];
        double[] gaps = [.. x.Select((count, i) => count == 0 ? 0 : count * Math.Log(Math.Max(recency[i], 1e-9) / count))];
        var table = RecencyFrequencyTable.From(x, recency, age, gaps);
        var fit = Family.Fit(model, table);
        Assert.True(Enum.IsDefined(fit.Convergence.Status));
        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.True(double.IsFinite(fit.Convergence.GradientNorm));
        Assert.Equal(fit.Convergence.Status is ConvergenceStatus.Converged, fit.Covariance is not null);
        Assert.Equal(fit.Convergence.Status is ConvergenceStatus.AtBoundary or ConvergenceStatus.NotIdentified, !fit.Convergence.Parameters.IsEmpty);
        Assert.All(fit.Covariance?.StandardErrors ?? [], error => Assert.True(double.IsFinite(error) && error > 0));
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var history = new PurchaseHistory(x[i], recency[i], age[i]) { SumLogGaps = gaps[i] };
            sum += fit.Model.LogLikelihood(history);
            Assert.InRange(fit.Model.ProbabilityAlive(history), 0, 1);
            Assert.True(double.IsFinite(fit.Model.ExpectedPurchases(history, 52)));
        }

        // The fast path of the fit and the careful one of the model are two writings of one function.
        Assert.Equal(sum, fit.LogLikelihood, 1e-9 * Math.Max(1, Math.Abs(sum)));
        Assert.True(fit.LogLikelihood >= HighestOfNbd(table, model, fit.Model.K) - (1e-6 * Math.Max(1, Math.Abs(sum))));
    }

    [Fact]
    public void Dropout_is_not_identified_where_nobody_came_back()
    {
        var (x, recency, age) = Data["nobody came back"];
        var fit = new BgNbdEstimator().Fit(RecencyFrequencyTable.From(x, recency, age));
        Assert.Equal(ConvergenceStatus.NotIdentified, fit.Convergence.Status);
        Assert.Contains("a", fit.Convergence.Parameters);
        Assert.Contains("b", fit.Convergence.Parameters);
    }

    [Fact]
    public void Loyal_customers_put_the_dropout_at_its_boundary()
    {
        // Many purchases of unequal customers, each up to the last day: nobody has left.
        var random = new CrmKit.Numerics.SeededRandom(11);
        var x = Enumerable.Range(0, 200).Select(_ => 5 + random.NextBelow(60)).ToArray();
        var age = Enumerable.Repeat(50d, x.Length).ToArray();
        var fit = new BgNbdEstimator().Fit(RecencyFrequencyTable.From(x, age, age));
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Contains(fit.Convergence.Parameters, name => name is "a" or "b");
        Assert.True(fit.Model.A / (fit.Model.A + fit.Model.B) < 1e-4);
    }

    // The highest likelihood on a grid of the nested model in which nobody leaves.
    private static double HighestOfNbd(RecencyFrequencyTable table, string model, int k)
    {
        var best = double.NegativeInfinity;
        for (var shape = -7d; shape <= 7; shape += 0.5)
        {
            for (var rate = -7d; rate <= 7; rate += 0.5)
            {
                var r = Math.Pow(10, shape);
                var alpha = Math.Clamp(r / Math.Pow(10, rate), 1e-6, 1e7);
                var nbd = Family.Create(model, k, r, alpha, 1e-9, 1e7);
                double sum = 0;
                for (var i = 0; i < table.Count; i++)
                {
                    sum += table.CustomersPerRow[i] * nbd.LogLikelihood(new(table.X[i], table.Recency[i], table.Age[i]));
                }

                best = Math.Max(best, sum + ((k - 1) * table.SumLogGaps!.Value));
            }
        }

        return best;
    }
}
