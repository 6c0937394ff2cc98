namespace CrmKit.Churn.Tests;

public sealed class LogisticSeparationTests
{
    private static readonly double[] Noise = [0.3, -1.2, 0.8, 2.1, -0.4, 1.1, -0.9, 0.1, 1.7, -2.2, 0.6, -0.1];
    private static readonly bool[] Mixed = [true, false, false, true, true, false, false, true, true, false, true, false];

    [Fact]
    public void A_mark_that_only_leavers_have_is_infinite_and_the_others_are_fitted_without_its_rows()
    {
        var noise = Noise.Append(0.5).Append(-0.7).ToArray();
        var mark = new double[14];
        (mark[12], mark[13]) = (1, 1);
        var fit = Fit([.. Mixed, true, true], ("noise", noise), ("mark", mark));
        var rest = Fit(Mixed, ("noise", Noise));

        Assert.Equal(CoefficientStatus.PlusInfinity, fit.Coefficients[2].Status);
        Relative.Equal(rest.LogLikelihood, fit.LogLikelihood, 1e-13);
        for (var j = 0; j < 2; j++)
        {
            Assert.Equal(CoefficientStatus.Estimated, fit.Coefficients[j].Status);
            Relative.Equal(rest.Coefficients[j].Estimate, fit.Coefficients[j].Estimate, 1e-10);
            Relative.Equal(rest.Coefficients[j].StandardError!.Value, fit.Coefficients[j].StandardError!.Value, 1e-10);
        }

        Assert.Equal(["mark"], fit.Convergence.Parameters.ToArray());
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal(["intercept", "noise"], fit.Covariance!.Parameters.ToArray());
        Assert.True(fit.Model.Probability(0.5, 1) > 1 - 1e-15);
    }

    [Fact]
    public void A_mark_that_no_leaver_has_is_minus_infinite()
    {
        var fit = Fit([.. Mixed, false, false], ("noise", [.. Noise, 0.5, -0.7]), ("mark", [.. new double[12], 1, 1]));

        Assert.Equal(CoefficientStatus.MinusInfinity, fit.Coefficients[2].Status);
        Assert.True(fit.Coefficients[2].Estimate < -30);
    }

    [Fact]
    public void Quasi_separation_by_an_edge_leaves_the_rows_on_it()
    {
        // x below 0 stay, above 0 leave, at 0 both: in the limit the intercept is the log-odds of those at 0.
        var fit = Fit([false, false, false, true, true, true, true], ("x", [-2, -1, 0, 0, 0, 1, 3]));

        Assert.Equal(CoefficientStatus.PlusInfinity, fit.Coefficients[1].Status);
        Assert.Equal(CoefficientStatus.Estimated, fit.Coefficients[0].Status);
        Relative.Equal(Math.Log(2), fit.Coefficients[0].Estimate, 1e-12);
        Relative.Equal((2 * Math.Log(2.0 / 3)) + Math.Log(1.0 / 3), fit.LogLikelihood, 1e-13);
        Relative.Equal(Math.Sqrt(1.5), fit.Coefficients[0].StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Separation_by_a_combination_is_found_where_no_column_separates()
    {
        // y is x1 + x2 > 0, while neither column alone parts the outcomes.
        double[] first = [3, -3, 2, -2, 1, -1, 4, -4, -0.5, 0.5];
        double[] second = [-2, 2, -1.5, 1.5, -0.2, 0.2, -3.9, 3.9, 1, -1];
        var fit = Fit([.. first.Zip(second, (a, b) => a + b > 0)], ("x1", first), ("x2", second));

        Assert.Equal(0, fit.LogLikelihood);
        Assert.Equal(CoefficientStatus.PlusInfinity, fit.Coefficients[1].Status);
        Assert.Equal(CoefficientStatus.PlusInfinity, fit.Coefficients[2].Status);
        Assert.Null(fit.Covariance);
    }

    [Fact]
    public void Two_marks_are_infinite_in_two_directions()
    {
        var fit = Fit(
            [.. Mixed, true, false],
            ("noise", [.. Noise, 0.5, -0.7]),
            ("left", [.. new double[12], 1, 0]),
            ("stayed", [.. new double[12], 0, 1]));
        var rest = Fit(Mixed, ("noise", Noise));

        Assert.Equal(
            [CoefficientStatus.Estimated, CoefficientStatus.Estimated, CoefficientStatus.PlusInfinity, CoefficientStatus.MinusInfinity],
            fit.Coefficients.Select(line => line.Status));
        Relative.Equal(rest.LogLikelihood, fit.LogLikelihood, 1e-13);
        Relative.Equal(rest.Coefficients[1].Estimate, fit.Coefficients[1].Estimate, 1e-10);
    }

    [Fact]
    public void Data_that_only_nearly_separate_have_their_maximum()
    {
        // One customer on the wrong side, by a hair.
        double[] x = [-3, -2, -1, -0.001, 0.001, 1, 2, 3];
        bool[] y = [false, false, false, true, false, true, true, true];
        var fit = Fit(y, ("x", x));

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.InRange(fit.Convergence.GradientNorm, 0, 1e-8);
        Assert.All(fit.Coefficients, line => Assert.Equal(CoefficientStatus.Estimated, line.Status));
    }

    [Fact]
    public void Maximum_far_out_is_not_taken_for_separation()
    {
        // A slope of thousands, of a column whose unit is small.
        var random = new Random(7);
        var x = Enumerable.Range(0, 400).Select(_ => random.NextDouble() - 0.5).ToArray();
        var y = x.Select(value => random.NextDouble() < 1 / (1 + Math.Exp(-100 * value))).ToArray();
        var fit = Fit(y, ("x", [.. x.Select(value => value * 1e-6)]));

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.InRange(fit.Coefficients[1].Estimate, 3e7, 3e8);
    }

    [Fact]
    public void Every_small_table_of_two_marks_agrees_with_a_search_over_directions()
    {
        // All 3^4 patterns of outcomes (nobody left, both, everybody) in the four cells of two marks, against the definition tried on a grid of directions.
        for (var pattern = 0; pattern < 81; pattern++)
        {
            var (y, a, b) = Cells(pattern);
            var fit = Fit([.. y], ("a", [.. a]), ("b", [.. b]));

            Assert.Equal(IsSeparated(y, a, b), fit.Convergence.Status == ConvergenceStatus.AtBoundary);
            Assert.True(double.IsFinite(fit.LogLikelihood) && fit.LogLikelihood <= 0);
            Assert.True(fit.Convergence.Status is ConvergenceStatus.AtBoundary or ConvergenceStatus.Converged);
            Assert.True(fit.LogLikelihood >= fit.NullLogLikelihood - 1e-12);

            // The model that is handed out reaches the supremum.
            var reached = y.Select((left, i) => Math.Log(left ? fit.Model.Probability(a[i], b[i]) : 1 - fit.Model.Probability(a[i], b[i]))).Sum();
            Assert.Equal(fit.LogLikelihood, reached, 1e-12);
        }
    }

    private static (List<bool> Y, List<double> A, List<double> B) Cells(int pattern)
    {
        var (y, a, b) = (new List<bool>(), new List<double>(), new List<double>());
        for (var cell = 0; cell < 4; cell++, pattern /= 3)
        {
            foreach (var left in new[] { false, true }.Where(left => pattern % 3 == 1 || left == (pattern % 3 == 2)))
            {
                y.Add(left);
                a.Add(cell % 2);
                b.Add(cell / 2);
            }
        }

        return (y, a, b);
    }

    private static bool IsSeparated(List<bool> y, List<double> a, List<double> b)
    {
        // The cone is spanned by directions with small whole coefficients.
        for (var direction = 0; direction < 343; direction++)
        {
            var (c, d, e) = ((direction % 7) - 3, (direction / 7 % 7) - 3, (direction / 49) - 3);
            var margins = y.Select((left, i) => (left ? 1 : -1) * (c + (d * a[i]) + (e * b[i]))).ToArray();
            if (margins.All(margin => margin >= 0) && margins.Any(margin => margin > 0))
            {
                return true;
            }
        }

        return false;
    }

    private static LogisticFit Fit(bool[] y, params (string Name, double[] Values)[] columns) =>
        new LogisticEstimator().Fit(new OutcomeRecords(y, [.. columns.Select(column => new CovariateColumn(column.Name, column.Values))]));
}
