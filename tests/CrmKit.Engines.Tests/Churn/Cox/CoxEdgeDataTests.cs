namespace CrmKit.Churn.Tests;

public sealed class CoxEdgeDataTests
{
    [Fact]
    public void No_rows_say_nothing() => SaysNothing(new CoxEstimator().Fit(new SurvivalRecords(default, default), [new CovariateColumn("x")]));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_row_says_nothing(bool isEvent) => SaysNothing(new CoxEstimator().Fit(new SurvivalRecords(new double[] { 3 }, new[] { isEvent }), [new CovariateColumn("x", 2)]));

    [Fact]
    public void No_events_say_nothing() =>
        SaysNothing(new CoxEstimator().Fit(new SurvivalRecords(new double[] { 1, 2, 3 }, new[] { false, false, false }), [new CovariateColumn("x", 1, 5, 2)]));

    [Fact]
    public void Weights_zero_but_one_say_nothing() => SaysNothing(new CoxEstimator().Fit(
        new SurvivalRecords(new double[] { 1, 2, 3 }, new[] { true, true, true }) { Weight = new double[] { 0, 1, 0 }, WeightKind = WeightKind.Sampling }, [new CovariateColumn("x", 1, 5, 2)]));

    [Fact]
    public void Weights_all_zero_say_nothing() => SaysNothing(new CoxEstimator().Fit(
        new SurvivalRecords(new double[] { 1, 2, 3 }, new[] { true, true, true }) { Weight = new double[] { 0, 0, 0 } }, [new CovariateColumn("x", 1, 5, 2)]));

    [Theory]
    [InlineData(CoxTies.Efron)]
    [InlineData(CoxTies.Breslow)]
    [InlineData(CoxTies.Exact)]
    public void All_leaving_at_one_time_is_answered(CoxTies ties)
    {
        var fit = new CoxEstimator().Fit(new SurvivalRecords(new double[] { 4, 4, 4, 4 }, new[] { true, true, true, true }), [new CovariateColumn("x", 1, 2, 4, 9)], new CoxOptions { Ties = ties });
        Assert.True(double.IsFinite(fit.LogLikelihood) && double.IsFinite(fit.Coefficients[0].Estimate));
        Assert.NotEqual(ConvergenceStatus.IterationLimit, fit.Convergence.Status);

        // Choosing all of all is certain, whatever the column.
        Assert.Equal(ties == CoxTies.Exact ? CoefficientStatus.Aliased : CoefficientStatus.Estimated, fit.Coefficients[0].Status);
    }

    [Fact]
    public void Constant_and_repeated_columns_are_named_and_the_rest_is_as_without_them()
    {
        double[] time = [1, 2, 3, 4, 5, 6, 7, 8];
        double[] x = [0.3, 1, -0.5, 0.8, 0.1, -0.9, 0.4, 0.2];
        var records = new SurvivalRecords(time, time.Select((_, i) => i % 4 != 3).ToArray());
        var fit = new CoxEstimator().Fit(
            records,
            [new CovariateColumn("constant", [.. x.Select(_ => 0.1)]), new CovariateColumn("x", x), new CovariateColumn("again", [.. x.Select(value => 1e6 - (3 * value))])]);
        var without = new CoxEstimator().Fit(records, [new CovariateColumn("x", x)]);
        Assert.Equal(["constant", "again"], fit.Aliased.AsEnumerable());
        Assert.Equal(ConvergenceStatus.NotIdentified, fit.Convergence.Status);
        Assert.Equal([0.0, 0], [fit.Coefficients[0].Estimate, fit.Coefficients[2].Estimate]);
        Assert.Equal(without.Coefficients[0], fit.Coefficients[1]);
        Assert.Equal(without.LogLikelihood, fit.LogLikelihood);
    }

    [Fact]
    public void Column_constant_within_strata_is_named()
    {
        double[] time = [1, 2, 3, 4, 5, 6];
        var strata = GroupColumn.Of("shop", ["a", "b", "a", "b", "a", "b"]);
        var fit = new CoxEstimator().Fit(
            new SurvivalRecords(time, time.Select(_ => true).ToArray()),
            [new CovariateColumn("shop", 1e8, -3, 1e8, -3, 1e8, -3), new CovariateColumn("x", 1, 2, 3, 1, 2, 3)],
            new CoxOptions { Strata = strata });
        Assert.Equal(["shop"], fit.Aliased.AsEnumerable());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Covariates_of_the_largest_numbers_are_fitted_as_those_of_one(bool isWeighted)
    {
        const double Huge = 1.7e308;
        double[] side = [1, -1, 1, -1, -1, 1, -1, 1, 1, -1];
        double[] time = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        var records = new SurvivalRecords(time, time.Select(t => t != 6).ToArray()) { Weight = isWeighted ? time : default };
        CovariateColumn[] huge = [new("x", [.. side.Select(x => x * Huge)])];
        CovariateColumn[] plain = [new("x", [.. side])];
        var (fit, expected) = (new CoxEstimator().Fit(records, huge), new CoxEstimator().Fit(records, plain));
        Assert.Equal(CoefficientStatus.Estimated, fit.Coefficients[0].Status);
        Relative.Equal(expected.Coefficients[0].Estimate, fit.Coefficients[0].Estimate * Huge, 1e-10);
        Relative.Equal(expected.Coefficients[0].StandardError!.Value, fit.Coefficients[0].StandardError!.Value * Huge, 1e-10);
        Relative.Equal(expected.LogLikelihood, fit.LogLikelihood, 1e-12);
        Assert.Equal(expected.Model.ConcordanceOn(records, plain).Estimate, fit.Model.ConcordanceOn(records, huge).Estimate);
        var risks = new double[10];
        fit.Model.LinearPredictors(huge, risks);
        Assert.All(risks, risk => Assert.True(double.IsFinite(risk)));
        Relative.Equal(expected.Coefficients[0].Estimate * 2, risks[0] - risks[1], 1e-10);
        Relative.Equal(expected.Model.Curve([-1]).LogSurvival(4), fit.Model.Curve([-Huge]).LogSurvival(4), 1e-9);
    }

    [Fact]
    public void Fifty_thousand_strata_are_answered()
    {
        const int Strata = 50_000;
        var random = new CrmKit.Numerics.SeededRandom(5);
        var x = Enumerable.Range(0, 2 * Strata).Select(_ => random.NextUniform()).ToArray();
        var time = x.Select(value => -Math.Log(random.NextUniform()) * Math.Exp(-value)).ToArray();
        var pairs = GroupColumn.OfCodes("pair", [.. Enumerable.Range(0, Strata).Select(i => i.ToString(CultureInfo.InvariantCulture))], [.. Enumerable.Range(0, 2 * Strata).Select(i => i / 2)]);
        var fit = new CoxEstimator().Fit(new SurvivalRecords(time, time.Select(_ => true).ToArray()), [new CovariateColumn("x", x)], new CoxOptions { Strata = pairs });
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.InRange(fit.Coefficients[0].Estimate, 1 - (4 * fit.Coefficients[0].StandardError!.Value), 1 + (4 * fit.Coefficients[0].StandardError!.Value));
    }

    // Choices of 300 out of 4000 number some 10^460.
    [Fact]
    public void Hundreds_of_exact_ties_out_of_thousands_do_not_overflow()
    {
        const int Rows = 4000;
        var time = Enumerable.Range(0, Rows).Select(i => i % 13 == 0 ? 1.0 : 2).ToArray();
        var x = time.Select((_, i) => Math.Sin(i)).ToArray();
        var fit = new CoxEstimator().Fit(new SurvivalRecords(time, time.Select(t => t == 1).ToArray()), [new CovariateColumn("x", x)], new CoxOptions { Ties = CoxTies.Exact });
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        var tied = time.Count(t => t == 1);
        var choices = CrmKit.Numerics.SpecialFunctions.LogGamma(Rows + 1) - CrmKit.Numerics.SpecialFunctions.LogGamma(tied + 1) - CrmKit.Numerics.SpecialFunctions.LogGamma(Rows - tied + 1);
        Relative.Equal(-choices, fit.NullLogLikelihood, 1e-12);
    }

    // One outlier a million units away that left first: its own effect is large, the risks of the others are not lost beside it.
    [Fact]
    public void Outlier_a_million_units_away_is_answered()
    {
        double[] time = [1, 2, 3, 4, 5, 6, 7, 8];
        var fit = new CoxEstimator().Fit(new SurvivalRecords(time, time.Select(_ => true).ToArray()), [new CovariateColumn("x", 1e6, 0.4, -0.3, 0.9, 0.1, -0.8, 0.5, 0.2)]);
        var without = new CoxEstimator().Fit(new SurvivalRecords(time.AsMemory(1), Enumerable.Repeat(true, 7).ToArray()), [new CovariateColumn("x", 0.4, -0.3, 0.9, 0.1, -0.8, 0.5, 0.2)]);
        Assert.True(without.Coefficients[0].Estimate > 0);
        Assert.Equal(without.Coefficients[0].Estimate, fit.Coefficients[0].Estimate, 1e-6);
        Assert.Equal(without.LogLikelihood, fit.LogLikelihood, 1e-9);
        Assert.True(double.IsFinite(fit.Model.Baseline().LogSurvival(8)));
    }

    [Fact]
    public void Fit_without_columns_is_the_baseline()
    {
        var fit = new CoxEstimator().Fit(new SurvivalRecords(new double[] { 1, 2, 3 }, new[] { true, false, true }), []);
        Assert.Equal((1.0 / 3) + 1, fit.Model.Baseline().CumulativeHazard(3), 1e-15);
        Assert.Equal(-Math.Log(3), fit.LogLikelihood, 1e-15);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
    }

    // Log-risks a thousand apart: sums over choices are kept as logarithms, whose rounding must not add up from row to row.
    [Fact]
    public void Exact_ties_of_risks_beyond_the_range_of_a_double_converge()
    {
        double[] weight = [2, 1, 1, 3, 1, 2, 1, 2, 1, 3, 3, 3, 1, 2, 1, 1, 2, 3, 3, 3, 2];
        double[][] x =
        [
            [-1, -1, -2000, -2, -1, -1, 0, 0, -1, 0, -2000, -1, -2, 0, -2, -2, -2, -1, -2, 0, 2000],
            [1, 1000, -1, -1, 0, 1000, 2, -1, 0, -2, 0, 0, -2, 1, 2000, -2, 1, 0, 2, -2, 2000],
            [-1000, -2, -2000, 2000, -1, -1, -1, 2000, 2, 1, -1000, -2000, -1, 2000, -2, -1000, -1, 2000, 1, 1, -1000],
            [0, 0, 1, 0, -1, 0, 0, -1000, -2, 2, -2, 2000, -2, 1, 0, 1000, 1, 1, -1, 2, 0],
        ];
        var isEvent = weight.Select((_, i) => i is not (6 or 19)).ToArray();
        var fit = new CoxEstimator().Fit(
            new SurvivalRecords(weight.Select(_ => 1.0).ToArray(), isEvent) { Weight = weight },
            [.. x.Select((values, k) => new CovariateColumn($"x{k}", values))],
            new CoxOptions { Ties = CoxTies.Exact });
        Assert.True(Enumerable.Range(0, 4).Sum(k => Math.Abs(fit.Coefficients[k].Estimate) * 2000) > 1000);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.True(fit.Convergence.GradientNorm < 1e-8);
    }

    // One column is worth nothing but for residuals that cancel: its variance is 0, not what rounding leaves below it.
    [Fact]
    public void Robust_variance_of_residuals_that_cancel_is_none()
    {
        var records = new SurvivalRecords(new double[] { 2, 4, 1, 3, 4, 4, 4 }, new[] { false, true, false, true, true, false, true }) { Entry = new double[] { 1, 0, 0, 0, 1, 1, 1 } };
        CovariateColumn[] columns = [new("x", 0, -1, -1, 0, -1, 0, 0), new("y", 0, 0, 0, -1, 1, -1, -1)];
        foreach (var weights in Enum.GetValues<TiedWeights>())
        {
            var fit = new CoxEstimator().Fit(records, columns, new CoxOptions { IsRobust = true, TiedWeights = weights });
            Assert.Equal(0, fit.RobustCovariance!.StandardErrors[1], 1e-7);
            Assert.All(fit.Coefficients, own => Assert.True(double.IsFinite(own.StandardError!.Value)));
        }
    }

    // Log-risks a thousand apart: hazards times risks are of a usual size, though neither is a number by itself.
    [Fact]
    public void Robust_errors_of_risks_beyond_the_range_of_a_double_are_those_of_the_definition()
    {
        double[] time = [8, 9, 7, 7, 4, 9, 5, 9];
        bool[] isEvent = [true, false, true, true, true, true, true, true];
        double[] weight = [2, 3, 3, 3, 1, 2, 1, 1];
        double[][] x = [[-4, 5, -3, 5000, 1000, 2, 0, 3], [3000, -5, 4, 5, 0, 3, 5, -1], [2, 0, 2000, -3000, -2000, 3000, 5, -3]];
        var strata = GroupColumn.Of("s", ["0", "1", "2", "0", "1", "2", "1", "2"]);
        var fit = new CoxEstimator().Fit(
            new SurvivalRecords(time, isEvent) { Weight = weight },
            [.. x.Select((values, k) => new CovariateColumn($"x{k}", values))],
            new CoxOptions { IsRobust = true, Ties = CoxTies.Breslow, Strata = strata });
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        var eta = time.Select((_, i) => x.Select((values, k) => fit.Coefficients[k].Estimate * values[i]).Sum()).ToArray();
        Assert.True(eta.Max() - eta.Min() > 800);
        var residuals = time.Select(_ => new double[3]).ToArray();
        for (var left = 0; left < time.Length; left++)
        {
            var atRisk = Enumerable.Range(0, time.Length).Where(i => isEvent[left] && strata.Codes[i] == strata.Codes[left] && time[i] >= time[left]).ToArray();
            var shift = atRisk.Length == 0 ? 0 : atRisk.Max(i => eta[i]);
            double Share(int i) => Math.Exp(eta[i] - shift) / atRisk.Sum(other => weight[other] * Math.Exp(eta[other] - shift));
            for (var k = 0; k < 3 && isEvent[left]; k++)
            {
                var mean = atRisk.Sum(i => weight[i] * Share(i) * x[k][i]);
                residuals[left][k] += x[k][left] - mean;
                foreach (var i in atRisk)
                {
                    residuals[i][k] -= weight[left] * Share(i) * (x[k][i] - mean);
                }
            }
        }

        var covariance = fit.Covariance;
        for (var k = 0; k < 3; k++)
        {
            var influences = residuals.Select(own => Enumerable.Range(0, 3).Sum(m => covariance[k, m] * own[m])).ToArray();
            Relative.Equal(Math.Sqrt(influences.Zip(weight, (own, w) => w * own * own).Sum()), fit.RobustCovariance!.StandardErrors[k], 1e-6);
        }
    }

    private static void SaysNothing(CoxFit fit)
    {
        Assert.Equal(CoefficientStatus.Aliased, fit.Coefficients[0].Status);
        Assert.Equal(0, fit.Coefficients[0].Estimate);
        Assert.Equal(ConvergenceStatus.NotIdentified, fit.Convergence.Status);
        Assert.Equal(0, fit.LikelihoodRatioTest.Statistic, 1e-15);
        Assert.True(double.IsFinite(fit.LogLikelihood) && double.IsFinite(fit.Model.Baseline().LogSurvival(10)));
    }
}
