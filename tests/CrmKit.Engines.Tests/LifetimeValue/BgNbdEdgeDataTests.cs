namespace CrmKit.LifetimeValue.Tests;

// Valid data that have no ordinary maximum: finite parameters, finite answers and a named verdict.
public sealed class BgNbdEdgeDataTests
{
    public static TheoryData<string> Cases => [.. Data.Keys];

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
    public void Fit_of_hard_data_is_finite_and_named(string name)
    {
        var (x, recency, age) = Data[name];
        var fit = new BgNbdEstimator().Fit(RecencyFrequencyTable.From(x, recency, age));
        Assert.True(Enum.IsDefined(fit.Convergence.Status));
        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.True(double.IsFinite(fit.Convergence.GradientNorm));
        Assert.Equal(fit.Convergence.Status is ConvergenceStatus.Converged, fit.Covariance is not null);
        Assert.Equal(fit.Convergence.Status is ConvergenceStatus.AtBoundary or ConvergenceStatus.NotIdentified, !fit.Convergence.Parameters.IsEmpty);
        Assert.All(fit.StandardErrors, error => Assert.True(double.IsFinite(error) && error > 0));
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += fit.Model.LogLikelihood(new(x[i], recency[i], age[i]));
            Assert.InRange(fit.Model.ProbabilityAlive(new(x[i], recency[i], age[i])), 0, 1);
            Assert.True(double.IsFinite(fit.Model.ExpectedPurchases(new(x[i], recency[i], age[i]), 52)));
        }

        // The fast path of the fit and the careful one of the model are two writings of one function.
        Assert.Equal(sum, fit.LogLikelihood, 1e-9 * Math.Max(1, Math.Abs(sum)));
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
}
