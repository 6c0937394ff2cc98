namespace CrmKit.LifetimeValue.Tests;

// Valid data that have no ordinary maximum: finite parameters, finite answers, a named verdict, and never less than the model without dependence.
public sealed class CorrelatedEdgeDataTests
{
    public static TheoryData<string> Cases => [.. Data.Keys];

    private static readonly Dictionary<string, (int[] X, double[] Recency, double[] Age)> Data = new(StringComparer.Ordinal)
    {
        ["one customer without a repeat"] = ([0], [0], [30]),
        ["one customer with repeats"] = ([4], [20], [30]),
        ["one customer seen on one day"] = ([0], [0], [0]),
        ["nobody came back"] = ([0, 0, 0, 0], [0, 0, 0, 0], [10, 20, 30, 40]),
        ["everybody came back once"] = ([1, 1, 1], [5, 6, 7], [10, 10, 10]),
        ["a million purchases"] = ([0, 2, 1_000_000], [0, 10, 29.9], [30, 30, 30]),
        ["a millionth of a week"] = ([0, 2, 1], [0, 1e-6, 5e-7], [1e-6, 2e-6, 1e-6]),
        ["ten million weeks"] = ([0, 2, 1], [0, 5e6, 1e7], [1e7, 1e7, 1e7]),
        ["alike"] = ([5, 5, 5, 5], [10, 10, 10, 10], [10, 10, 10, 10]),
        ["last purchase at the first"] = ([1, 2, 0], [0, 0, 0], [10, 10, 10]),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_of_hard_data_is_finite_named_and_nested(string name)
    {
        var (x, recency, age) = Data[name];
        var table = RecencyFrequencyTable.From(x, recency, age);
        var nested = new ParetoNbdEstimator().Fit(table);
        var fit = new CorrelatedParetoNbdEstimator().Fit(table);
        Assert.True(Enum.IsDefined(fit.Convergence.Status));
        Assert.True(double.IsFinite(fit.Convergence.GradientNorm));
        Assert.True(double.IsFinite(fit.LogLikelihood) && fit.LogLikelihood >= nested.LogLikelihood);
        Assert.Equal(fit.Convergence.Status is ConvergenceStatus.Converged, fit.Covariance is not null);
        Assert.Equal(fit.Convergence.Status is ConvergenceStatus.AtBoundary or ConvergenceStatus.NotIdentified, !fit.Convergence.Parameters.IsEmpty);
        Assert.All(fit.StandardErrors, error => Assert.True(double.IsFinite(error) && error > 0));
        Assert.All(fit.Model.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value)));
        double sum = 0;
        for (var i = 0; i < table.Count; i++)
        {
            var history = new PurchaseHistory(table.X[i], table.Recency[i], table.Age[i]);
            sum += table.CustomersPerRow[i] * fit.Model.LogLikelihood(history);
            Assert.InRange(fit.Model.ProbabilityAlive(history), 0, 1);
            Assert.True(double.IsFinite(fit.Model.ExpectedPurchases(history, 52)));
            Assert.True(double.IsFinite(fit.Model.DiscountedPurchases(history, .002)));
            Assert.InRange(fit.Model.ProbabilityOf(history, 52, 1), 0, 1);
        }

        // The fit sums over times shared by customers, the model integrates for each: two writings of one function.
        Assert.Equal(sum, fit.LogLikelihood, 1e-9 * Math.Max(1, Math.Abs(sum)));
    }

    [Fact]
    public void Beliefs_let_any_number_of_customers_be_fitted()
    {
        var options = new FitOptions { Beliefs = new PriorBeliefs() };
        var none = new CorrelatedParetoNbdEstimator().Fit(new PurchaseSummaryCube(), options);
        Assert.Equal(EstimateStatus.Prior, none.Status);
        Assert.Equal(0, none.Model.Share, 1e-9);
        var one = new CorrelatedParetoNbdEstimator().Fit(RecencyFrequencyTable.From([3], [20], [25]), options);
        Assert.Equal(ConvergenceStatus.Converged, one.Convergence.Status);
        Assert.InRange(one.Model.Share, -1, 1);
        Assert.True(one.PriorShare > .5);
    }
}
