using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public sealed class LogisticPropertyTests
{
    private static readonly Gen<(int Seed, int Count)> Tables = from seed in Gen.Choose(1, 1_000_000) from count in Gen.Choose(1, 60) select (seed, count);

    [Fact]
    public void Whole_weights_equal_repeated_rows() => Law.Holds(Tables, table =>
    {
        var (y, columns, weights) = Draw(table.Seed, table.Count);
        var weighted = Fit(y, columns, weights);
        int[] rows = [.. Enumerable.Range(0, table.Count).SelectMany(i => Enumerable.Repeat(i, (int)weights[i]))];
        var repeated = Fit([.. rows.Select(i => y[i])], [.. columns.Select(column => rows.Select(i => column[i]).ToArray())], []);
        Same(repeated, weighted, 1e-8);
    });

    [Fact]
    public void Order_of_rows_does_not_matter() => Law.Holds(Tables, table =>
    {
        var (y, columns, weights) = Draw(table.Seed, table.Count);
        int[] rows = [.. Enumerable.Range(0, table.Count).OrderBy(i => (i * 7919L) % 101)];
        Same(
            Fit(y, columns, weights),
            Fit([.. rows.Select(i => y[i])], [.. columns.Select(column => rows.Select(i => column[i]).ToArray())], [.. rows.Select(i => weights[i])]),
            1e-8);
    });

    [Fact]
    public void Any_table_gives_finite_answers() => Law.Holds(Tables, table =>
    {
        var (y, columns, weights) = Draw(table.Seed, table.Count);
        foreach (var ridge in new[] { 0, 0.5 })
        {
            var fit = Fit(y, columns, weights, ridge);
            Assert.All(fit.Coefficients.Concat(fit.Standardised), line => Assert.True(double.IsFinite(line.Estimate) && line.StandardError is null or >= 0 and < double.PositiveInfinity));
            Assert.True(double.IsFinite(fit.LogLikelihood) && fit.LogLikelihood <= 0);
            Assert.True(fit.Convergence.Status != ConvergenceStatus.IterationLimit);
            Assert.Equal(fit.Coefficients.Any(line => line.Status == CoefficientStatus.Estimated), fit.Covariance is not null);
        }
    }, 400);

    [Fact]
    public void A_column_told_in_another_unit_changes_its_coefficient_alone()
    {
        var (y, columns, _) = Draw(3, 500);
        var plain = Fit(y, columns, []);
        var scaled = Fit(y, [columns[0].Select(x => (x * 1e6) + 3e9).ToArray(), columns[1]], []);

        Relative.Equal(plain.LogLikelihood, scaled.LogLikelihood, 1e-10);
        Relative.Equal(plain.Coefficients[1].Estimate, scaled.Coefficients[1].Estimate * 1e6, 1e-6);
        Relative.Equal(plain.Coefficients[2].Estimate, scaled.Coefficients[2].Estimate, 1e-6);
    }

    [Fact]
    public void Fit_that_converged_has_no_gradient_by_its_definition() => Law.Holds(Tables, table =>
    {
        var (y, columns, weights) = Draw(table.Seed, table.Count);
        var fit = Fit(y, columns, weights);
        Assert.True(fit.Convergence.GradientNorm < 1e-8, fit.Convergence.ToString());
        for (var k = 0; k < fit.Coefficients.Length && fit.Convergence.Status == ConvergenceStatus.Converged; k++)
        {
            double Value(int i, int column) => column == 0 ? 1 : columns[column - 1][i];
            double Rest(int i)
            {
                var eta = fit.Coefficients.Select((own, column) => own.Estimate * Value(i, column)).Sum();
                return y[i] ? 1 / (1 + Math.Exp(eta)) : -1 / (1 + Math.Exp(-eta));
            }

            var gradient = Enumerable.Range(0, y.Length).Sum(i => weights[i] * Rest(i) * Value(i, k));
            Assert.True(Math.Abs(gradient) * (fit.Coefficients[k].StandardError ?? 0) < 1e-8, $"{fit.Coefficients[k]} {gradient}");
        }
    }, 400);

    // As an early step may end where the gradient vanishes along the one and hardly along the difference, errors of both must not be held against either.
    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-4)]
    [InlineData(1e-5)]
    public void Near_twins_converge_to_what_the_one_and_the_difference_say(double apart)
    {
        var random = new CrmKit.Numerics.SeededRandom(8);
        var x = Enumerable.Range(0, 300).Select(_ => random.NextUniform()).ToArray();
        var twin = x.Select(value => value + (apart * random.NextUniform())).ToArray();
        var y = x.Select(_ => random.NextUniform() < 0.4).ToArray();
        var fit = Fit(y, [x, twin], []);
        var parted = Fit(y, [x, [.. twin.Zip(x, (b, a) => (b - a) / apart)]], []);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.True(fit.Convergence.GradientNorm < 1e-8);
        Relative.Equal(parted.LogLikelihood, fit.LogLikelihood, 1e-12);
        Relative.Equal(parted.Coefficients[2].StandardError!.Value / apart, fit.Coefficients[2].StandardError!.Value, 1e-4);
        Assert.True(Math.Abs(parted.Coefficients[2].Estimate - (fit.Coefficients[2].Estimate * apart)) < 1e-4 * parted.Coefficients[2].StandardError);
    }

    [Fact]
    public void Threads_leave_no_trace()
    {
        var (y, columns, _) = Draw(11, 150_000);
        var records = new OutcomeRecords(y, new CovariateColumn("a", columns[0]), new CovariateColumn("b", columns[1]));
        var one = new LogisticEstimator().Fit(records, new LogisticOptions { MaxThreads = 1 });
        var two = new LogisticEstimator().Fit(records, new LogisticOptions { MaxThreads = 2 });

        Assert.Equal(one.Coefficients.ToArray(), two.Coefficients.ToArray());
        Assert.Equal(one.LogLikelihood, two.LogLikelihood);
        Assert.Equal(one.Convergence.GradientNorm, two.Convergence.GradientNorm);
        Assert.InRange(one.Convergence.GradientNorm, 0, 1e-8);
    }

    [Fact]
    public void Terms_sum_to_the_linear_predictor_and_many_agree_with_one()
    {
        var (y, columns, _) = Draw(5, 203);
        CovariateColumn[] covariates = [new("a", columns[0]), new("b", columns[1])];
        var model = new LogisticEstimator().Fit(new OutcomeRecords(y, covariates)).Model;
        var (predictors, chances) = (new double[203], new double[203]);
        model.LinearPredictors(covariates, predictors);
        model.Probabilities(covariates, chances);
        for (var i = 0; i < 203; i++)
        {
            double[] values = [columns[0][i], columns[1][i]];
            Assert.Equal(model.LinearPredictor(values), predictors[i]);
            Assert.Equal(model.LinearPredictor(values), model.Terms(values).Aggregate(0.0, (sum, term) => sum + term.Value));
            Relative.Equal(model.Probability(values), chances[i], 1e-14);
        }
    }

    [Fact]
    public void Later_of_collinear_columns_is_left_out_and_the_rest_is_as_without_it()
    {
        var (y, columns, _) = Draw(9, 300);
        double[] both = [.. columns[0].Zip(columns[1], (a, b) => (2 * a) - b + 1)];
        var fit = Fit(y, [columns[0], columns[1], both, Enumerable.Repeat(4.0, 300).ToArray()], []);
        var without = Fit(y, columns, []);

        Assert.Equal([CoefficientStatus.Estimated, CoefficientStatus.Estimated, CoefficientStatus.Estimated, CoefficientStatus.Aliased, CoefficientStatus.Aliased], fit.Coefficients.Select(line => line.Status));
        Assert.Equal(without.Coefficients.ToArray(), fit.Coefficients.Take(3).ToArray());
        Assert.Equal(0, fit.Coefficients[3].Estimate);
        Assert.Equal(without.LogLikelihood, fit.LogLikelihood);
    }

    [Fact]
    public void Sampling_weights_have_robust_errors_that_do_not_depend_on_their_scale()
    {
        var (y, columns, weights) = Draw(21, 400);
        CovariateColumn[] covariates = [new("a", columns[0]), new("b", columns[1])];
        LogisticFit Weighted(double scale) => new LogisticEstimator().Fit(
            new OutcomeRecords(y, covariates) { Weight = weights.Select(weight => weight * scale).ToArray(), WeightKind = WeightKind.Sampling });
        var (one, thousand) = (Weighted(1), Weighted(1000));
        for (var j = 0; j < 3; j++)
        {
            Relative.Equal(one.Coefficients[j].StandardError!.Value, thousand.Coefficients[j].StandardError!.Value, 1e-10);
        }

        // By the definition: bread, meat, bread with two columns at the estimates.
        Relative.Equal(SandwichError(y, columns, weights, one.Model), one.Coefficients[1].StandardError!.Value, 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_row_or_one_outcome_has_an_infinite_intercept(bool left)
    {
        foreach (var count in new[] { 1, 20 })
        {
            var (_, columns, _) = Draw(2, count);
            foreach (var ridge in new[] { 0, 1.0 })
            {
                var fit = Fit([.. Enumerable.Repeat(left, count)], columns, [], ridge);
                Assert.Equal(0, fit.LogLikelihood);
                Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
                Assert.Contains("intercept", fit.Convergence.Parameters);
                Assert.Equal(left ? 1 : 0, fit.Model.Probability(columns[0][0], columns[1][0]), 1e-12);
            }
        }
    }

    [Fact]
    public void No_record_that_counts_identifies_nothing()
    {
        foreach (var fit in new[] { Fit([], [[], []], []), Fit([true, false], [[1, 2], [3, 5]], [0, 0]) })
        {
            Assert.All(fit.Coefficients, line => Assert.Equal(CoefficientStatus.NotIdentified, line.Status));
            Assert.Equal(ConvergenceStatus.NotIdentified, fit.Convergence.Status);
            Assert.Equal(0.5, fit.Model.Probability(1, 1));
        }
    }

    private static double SandwichError(bool[] y, double[][] columns, double[] weights, LogisticModel model)
    {
        var information = new double[9];
        var meat = new double[9];
        for (var i = 0; i < y.Length; i++)
        {
            double[] z = [1, columns[0][i], columns[1][i]];
            var p = model.Probability(z[1], z[2]);
            for (var j = 0; j < 9; j++)
            {
                information[j] += weights[i] * p * (1 - p) * z[j / 3] * z[j % 3];
                meat[j] += Math.Pow(weights[i] * ((y[i] ? 1 : 0) - p), 2) * z[j / 3] * z[j % 3];
            }
        }

        // Row 1 of the inverse by cofactors.
        var m = information;
        double[] row = [(m[5] * m[6]) - (m[3] * m[8]), (m[0] * m[8]) - (m[2] * m[6]), (m[2] * m[3]) - (m[0] * m[5])];
        var determinant = (m[1] * row[0]) + (m[4] * row[1]) + (m[7] * row[2]);
        double variance = 0;
        for (var j = 0; j < 9; j++)
        {
            variance += row[j / 3] * meat[j] * row[j % 3];
        }

        return Math.Sqrt(variance) / Math.Abs(determinant);
    }

    private static (bool[] Y, double[][] Columns, double[] Weights) Draw(int seed, int count)
    {
        var random = new Random(seed);
        double[] a = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(0, 4))];
        double[] b = [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];
        bool[] y = [.. a.Zip(b, (x, z) => random.NextDouble() < 1 / (1 + Math.Exp(1.5 - x - (2 * z))))];
        return (y, [a, b], [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(0, 4))]);
    }

    private static LogisticFit Fit(bool[] y, double[][] columns, double[] weights, double ridge = 0) => new LogisticEstimator().Fit(
        new OutcomeRecords(y, [.. columns.Select((column, j) => new CovariateColumn($"x{j}", column))]) { Weight = weights },
        new LogisticOptions { Ridge = ridge });

    private static void Same(LogisticFit expected, LogisticFit actual, double tolerance)
    {
        Assert.Equal(expected.Coefficients.Select(line => line.Status), actual.Coefficients.Select(line => line.Status));
        Assert.Equal(expected.LogLikelihood, actual.LogLikelihood, 1e-9 * (1 + Math.Abs(expected.LogLikelihood)));
        foreach (var (a, b) in expected.Coefficients.Zip(actual.Coefficients).Where(pair => pair.First.Status == CoefficientStatus.Estimated))
        {
            Assert.Equal(a.Estimate, b.Estimate, tolerance * a.StandardError!.Value);
            Assert.Equal(a.StandardError!.Value, b.StandardError!.Value, tolerance * a.StandardError!.Value);
        }
    }
}
