namespace CrmKit.Churn.Tests;

public class AftBoundaryTests
{
    public static TheoryData<AftFamily> Families => [.. Enum.GetValues<AftFamily>()];

    [Theory]
    [MemberData(nameof(Families))]
    public void Nobody_who_left_puts_the_intercept_at_infinity(AftFamily family)
    {
        var fit = new AftEstimator(family).Fit(new SurvivalRecords(new double[] { 3, 8, 12 }, new bool[3]), [new CovariateColumn("x", 1, 2, 4)]);

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal((CoefficientStatus.PlusInfinity, null), (fit.Coefficients[0].Status, fit.Coefficients[0].StandardError));
        Assert.Equal(0, fit.LogLikelihood);
        Assert.Equal(1, fit.Model.For(2).Survival(12), 15);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void One_customer_who_left_gives_a_rate_or_a_scale_at_its_boundary(AftFamily family)
    {
        var fit = new AftEstimator(family).Fit(new SurvivalRecords(new double[] { 5 }, new[] { true }), [new CovariateColumn("x", 3)]);

        Assert.Equal(CoefficientStatus.Aliased, fit.Coefficients[1].Status);
        if (family == AftFamily.Exponential)
        {
            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            Relative.Equal(-1 - Math.Log(5), fit.LogLikelihood, 1e-12);
        }
        else
        {
            Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
            Assert.Contains("scale", fit.Convergence.Parameters);
            Relative.Equal(5, fit.Model.For(3).Quantile(0.5), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Events_all_at_one_time_put_the_scale_at_its_boundary(AftFamily family)
    {
        var fit = new AftEstimator(family).Fit(new SurvivalRecords(new double[] { 7, 7, 7, 3 }, new[] { true, true, true, false }));

        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.Equal(family == AftFamily.Exponential ? ConvergenceStatus.Converged : ConvergenceStatus.AtBoundary, fit.Convergence.Status);
    }

    [Fact]
    public void No_records_are_not_identified() =>
        Assert.Equal(ConvergenceStatus.NotIdentified, new AftEstimator(AftFamily.Weibull).Fit(new SurvivalRecords(ReadOnlyMemory<double>.Empty, ReadOnlyMemory<bool>.Empty)).Convergence.Status);

    [Theory]
    [MemberData(nameof(Families))]
    public void Column_that_marks_only_those_who_stayed_goes_to_infinity_and_leaves_the_rest_as_without_them(AftFamily family)
    {
        var all = AftCase.Of(family, "lung", string.Empty, string.Empty, "age sex lonely");
        int[] others = [.. Enumerable.Range(0, all.Records.Count).Where(i => all.Covariates[2].Values[i] == 0)];
        var (fit, rest) = (all.Fit(), all.Rows(others, weighted: false).Fit());

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal("lonely", Assert.Single(fit.Convergence.Parameters));
        Assert.Equal(CoefficientStatus.PlusInfinity, fit.Coefficients[3].Status);
        Assert.Equal(CoefficientStatus.Aliased, rest.Coefficients[3].Status);
        Relative.Equal(rest.LogLikelihood, fit.LogLikelihood, 1e-11);
        for (var j = 0; j < 3; j++)
        {
            Assert.InRange(Math.Abs(fit.Coefficients[j].Estimate - rest.Coefficients[j].Estimate), 0, 1e-7 * rest.Coefficients[j].StandardError!.Value);
            Relative.Equal(rest.Coefficients[j].StandardError!.Value, fit.Coefficients[j].StandardError!.Value, 1e-7);
        }
    }

    [Fact]
    public void Collinear_and_constant_columns_are_aliased_by_name_and_the_rest_is_as_without_them()
    {
        var plain = AftCase.Of(AftFamily.Weibull, "rossi", string.Empty, string.Empty, "fin age prio");
        var age = plain.Covariates[1];
        var twice = plain with
        {
            Covariates =
            [
                plain.Covariates[0], age, new CovariateColumn("twice", [.. age.Values.Select(value => (2 * value) + 1)]),
                new CovariateColumn("always", [.. age.Values.Select(_ => 0.1)]), plain.Covariates[2],
            ],
        };
        var (fit, expected) = (twice.Fit(), plain.Fit());

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.Equal(["twice", "always"], fit.Coefficients.Where(coefficient => coefficient.Status == CoefficientStatus.Aliased).Select(coefficient => coefficient.Name));
        Assert.Equal(expected.Coefficients.AsEnumerable(), fit.Coefficients.Where(coefficient => coefficient.Status != CoefficientStatus.Aliased));
    }

    [Fact]
    public void Columns_of_far_different_size_and_place_are_no_obstacle()
    {
        var plain = AftCase.Of(AftFamily.Weibull, "rossi", string.Empty, string.Empty, "fin age prio");
        var moved = plain with { Covariates = [plain.Covariates[0], new CovariateColumn("age", [.. plain.Covariates[1].Values.Select(value => 1e9 + (1e-3 * value))]), plain.Covariates[2]] };
        var (fit, expected) = (moved.Fit(), plain.Fit());

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Relative.Equal(expected.Coefficients[1].Estimate, fit.Coefficients[1].Estimate, 1e-4);
        Relative.Equal(expected.Coefficients[2].Estimate, 1e-3 * fit.Coefficients[2].Estimate, 1e-4);
    }

    [Fact]
    public void Tenure_of_zero_is_left_out_and_counted_or_taken_for_half_a_unit()
    {
        var time = new double[] { 0, 0, 2, 4, 9, 1 };
        var isEvent = new[] { true, false, true, true, false, true };
        var estimator = new AftEstimator(AftFamily.Weibull);
        var leftOut = estimator.Fit(new SurvivalRecords(time, isEvent));
        var half = estimator.Fit(new SurvivalRecords(time, isEvent), options: new AftOptions { ZeroTenure = ZeroTenure.AtHalfUnit });

        Assert.Equal((4, 2, 3), (leftOut.Records, leftOut.ZeroTenures, leftOut.Events));
        Assert.Equal(estimator.Fit(new SurvivalRecords(time.AsMemory(2), isEvent.AsMemory(2))).LogLikelihood, leftOut.LogLikelihood);
        Assert.Equal((6, 0, 4), (half.Records, half.ZeroTenures, half.Events));
        Assert.Equal(estimator.Fit(new SurvivalRecords(new[] { 0.5, 0.5, 2, 4, 9, 1 }, isEvent)).LogLikelihood, half.LogLikelihood);
    }

    // Without columns the exponential model's rate is events over time, and its score for each record weight times (event - rate times time).
    [Fact]
    public void Robust_error_of_a_rate_is_that_of_a_ratio()
    {
        double[] time = [2, 5, 1, 7, 3, 4];
        bool[] isEvent = [true, false, true, true, false, true];
        double[] weight = [1.5, 0.7, 2.2, 1, 0.4, 3];
        var fit = new AftEstimator(AftFamily.Exponential).Fit(new SurvivalRecords(time, isEvent) { Weight = weight, WeightKind = WeightKind.Sampling });
        var rate = time.Select((_, i) => isEvent[i] ? weight[i] : 0).Sum() / time.Select((t, i) => t * weight[i]).Sum();
        var scores = time.Select((t, i) => weight[i] * ((isEvent[i] ? 1 : 0) - (rate * t)));
        var information = rate * time.Select((t, i) => t * weight[i]).Sum();

        Relative.Equal(-Math.Log(rate), fit.Coefficients[0].Estimate, 1e-12);
        Relative.Equal(Math.Sqrt(scores.Sum(score => score * score)) / information, fit.Coefficients[0].StandardError!.Value, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Robust_errors_know_no_unit_of_the_weights(AftFamily family)
    {
        var data = AftCase.Of(family, "synthetic_a", string.Empty, "w_frac", "x1 x2 x3");
        var (once, twice) = (Errors(1), Errors(2));

        Assert.All(once.Zip(twice), pair => Relative.Equal(pair.First, pair.Second, 1e-9));

        double[] Errors(double factor) =>
        [
            .. new AftEstimator(family).Fit(
                new SurvivalRecords(data.Records.Time, data.Records.IsEvent) { Weight = data.Records.Weight.ToArray().Select(weight => factor * weight).ToArray(), WeightKind = WeightKind.Sampling },
                data.Covariates).Covariance!.StandardErrors,
        ];
    }
}
