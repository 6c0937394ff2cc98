using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public sealed class CoxPropertyTests
{
    private static readonly CoxOptions[] Ways =
    [
        new() { Ties = CoxTies.Efron },
        new() { Ties = CoxTies.Efron, TiedWeights = TiedWeights.PerCustomer },
        new() { Ties = CoxTies.Breslow },
        new() { Ties = CoxTies.Exact },
    ];

    // The likelihood is concave: where no small step goes up there is the maximum; and far out it is not above its supremum.
    [Fact]
    public void Fit_of_any_data_is_at_the_maximum_or_supremum_of_the_likelihood() => Law.Holds(CoxSample.Any, sample =>
    {
        sample = sample.Drawn();
        var random = new SeededRandom((ulong)sample.Seed);
        foreach (var options in Ways)
        {
            var fit = sample.Fit(options);
            var beta = fit.Coefficients.Select(own => own.Estimate).ToArray();
            var found = CoxOracle.LogLikelihood(sample, options, beta);
            Near(fit.LogLikelihood, found, 1e-8);
            Near(fit.NullLogLikelihood, CoxOracle.LogLikelihood(sample, options, new double[beta.Length]), 1e-12);
            Assert.True(fit.Convergence.Status != ConvergenceStatus.IterationLimit, $"{options.Ties} {fit.Convergence}");
            foreach (var size in (double[])[1e-4, 1e-2, 1, 10])
            {
                var other = fit.Coefficients.Select(own => own.Estimate + (size * (own.StandardError ?? 1) * ((2 * random.NextUniform()) - 1))).ToArray();
                var value = CoxOracle.LogLikelihood(sample, options, other);
                Assert.True(!(value > fit.LogLikelihood + (1e-10 * (1 + Math.Abs(found)))), $"{options.Ties}: {value:R} is above {fit.LogLikelihood:R}");
            }

            Finite(fit);
        }
    });

    [Fact]
    public void Fit_that_converged_has_no_gradient_by_its_definition() => Law.Holds(
        CoxSample.Any,
        sample =>
        {
            // In columns without outliers, beside which the sums of the slow way round.
            sample = (sample with { Kind = sample.Kind & ~32 }).Drawn();
            foreach (var options in Ways.Select(way => way with { Strata = sample.Strata }))
            {
                var fit = sample.Fit(options);
                Assert.True(fit.Convergence.GradientNorm < 1e-8, fit.Convergence.ToString());
                if (fit.Convergence.Status == ConvergenceStatus.AtBoundary)
                {
                    continue;
                }

                var gradient = CoxOracle.Gradient(sample, options, [.. fit.Coefficients.Select(own => own.Estimate)]);
                for (var k = 0; k < gradient.Length; k++)
                {
                    var error = fit.Coefficients[k].StandardError ?? 0;
                    Assert.True(Math.Abs(gradient[k]) * error < 1e-8, $"{options.Ties}: {fit.Coefficients[k]} {gradient[k]}");
                }
            }
        },
        400);

    [Fact]
    public void Whole_weights_count_as_so_many_rows() => Law.Holds(CoxSample.Any, sample =>
    {
        sample = (sample with { Kind = sample.Kind | 16 }).Drawn();
        var repeated = sample.Rowed([.. Enumerable.Range(0, sample.Rows).SelectMany(row => Enumerable.Repeat(row, (int)sample.Records.Weight.Span[row]))], keepsWeights: false);
        foreach (var options in Ways.Skip(1))
        {
            var robust = options with { IsRobust = options.Ties != CoxTies.Exact };
            Same(sample.Fit(robust), repeated.Fit(robust), 1e-6, isSameCount: false);
        }
    });

    [Fact]
    public void Entry_at_zero_is_no_late_entry() => Law.Holds(CoxSample.Any, sample =>
    {
        sample = (sample with { Kind = sample.Kind & ~1 }).Drawn();
        var records = sample.Records;
        var entered = sample.With(new SurvivalRecords(records.Time, records.IsEvent) { Weight = records.Weight, Entry = new double[sample.Rows] });
        foreach (var options in Ways)
        {
            Same(sample.Fit(options), entered.Fit(options), 0);
        }
    });

    [Fact]
    public void Rows_in_another_order_give_the_same_fit() => Law.Holds(CoxSample.Any, sample =>
    {
        sample = sample.Drawn();
        var turned = sample.Rowed([.. Enumerable.Range(0, sample.Rows).Reverse()], keepsWeights: true);
        foreach (var options in Ways)
        {
            Same(sample.Fit(options), turned.Fit(options), 1e-6);
        }
    });

    // Nothing says where an infinite coefficient stops; what stays finite is the same in every unit.
    [Fact]
    public void Columns_in_other_units_give_coefficients_in_other_units() => Law.Holds(CoxSample.Any, sample =>
    {
        sample = sample.Drawn();
        var scaled = sample.Covariates.Select(column => new CovariateColumn(column.Name, [.. column.Values.Select(x => 1e8 + (1024 * x))])).ToImmutableArray();
        foreach (var options in Ways)
        {
            var (own, other) = (sample.Fit(options), new CoxEstimator().Fit(sample.Records, scaled, options with { Strata = sample.Strata }));
            Near(own.LogLikelihood, other.LogLikelihood, 1e-7);
            foreach (var (a, b) in own.Coefficients.Zip(other.Coefficients).Where(pair => pair.First.Status == CoefficientStatus.Estimated))
            {
                Assert.Equal(a.Status, b.Status);
                Assert.True(Math.Abs(a.Estimate - (1024 * b.Estimate)) <= 1e-5 * a.StandardError, $"{a} {b}");
            }
        }
    });

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Two_threads_give_the_bytes_of_one(bool hasEntry, bool isContinuous)
    {
        var sample = new CoxSample(7, 70_000, 3, (hasEntry ? 1 : 0) + (isContinuous ? 4 : 0)).Drawn();
        var one = sample.Fit(new CoxOptions { MaxThreads = 1, IsRobust = true });
        var two = sample.Fit(new CoxOptions { MaxThreads = 2, IsRobust = true });
        Assert.Equal(ConvergenceStatus.Converged, one.Convergence.Status);
        Same(one, two, 0);
    }

    // As many event times as rows: the sums stream. Rounded up to few times they come from the table; the oracle holds for both.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Thousands_of_event_times_give_the_maximum(bool hasEntry)
    {
        var sample = new CoxSample(11, 3000, 3, hasEntry ? 5 : 4).Drawn();
        var many = Enumerable.Range(0, 30).Select(k => new CovariateColumn($"n{k}", [.. Enumerable.Range(0, 3000).Select(i => Math.Sin((i + 1) * (k + 1.7)))]));
        var wide = sample with { Columns = 33 };
        var covariates = sample.Covariates.AddRange(many);
        var fit = new CoxEstimator().Fit(wide.Records, covariates);
        var beta = fit.Coefficients.Select(own => own.Estimate).ToArray();
        var oracle = sample.Rowed([.. Enumerable.Range(0, 3000)], keepsWeights: true);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Relative.Equal(CoxOracle.LogLikelihood(oracle.WithCovariates(covariates), new CoxOptions(), beta), fit.LogLikelihood, 1e-12);
        Assert.True(fit.Convergence.GradientNorm < 1e-8);
    }

    // A cohort of enormous risk enters late and leaves early: taken from a sum of its size, the risk of the others would have no digit left.
    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    public void Small_risk_sets_after_enormous_ones_keep_their_digits(int rows)
    {
        var random = new SeededRandom(3);
        var time = Enumerable.Range(0, 2 * rows).Select(i => i < rows ? 5 + (i % 3 * 0.25) : 6 + i).Select(t => (double)t).ToArray();
        var entry = time.Select((t, i) => i < rows ? 4.5 : 0).ToArray();
        var x = time.Select((_, i) => (i < rows ? 1.0 : 0) + (i % 7 * 1e-3)).ToArray();
        var y = time.Select(_ => random.NextUniform()).ToArray();
        var isEvent = time.Select((_, i) => i < rows || i % 3 != 0).ToArray();
        var records = new SurvivalRecords(time, isEvent) { Entry = entry };
        var fit = new CoxEstimator().Fit(records, [new CovariateColumn("x", x), new CovariateColumn("y", y)]);
        var later = Enumerable.Range(rows, rows).ToArray();
        var curve = fit.Model.Curve([0, 0.5]);
        Assert.All(curve.Times, t => Assert.True(double.IsFinite(curve.CumulativeHazard(t)) && double.IsFinite(curve.StandardError(t))));
        Assert.True(later.Length == rows && fit.Convergence.GradientNorm < 1e-8);
    }

    private static void Finite(CoxFit fit)
    {
        Assert.All(fit.Coefficients, own => Assert.True(double.IsFinite(own.Estimate) && double.IsFinite(own.StandardError ?? 0), own.ToString()));
        foreach (var test in (CoxTest[])[fit.LikelihoodRatioTest, fit.ScoreTest, fit.WaldTest, fit.ProportionalHazards.Global, .. fit.ProportionalHazards.Coefficients.Select(pair => pair.Value)])
        {
            Assert.True(double.IsFinite(test.Statistic) && test.PValue is >= 0 and <= 1, test.ToString());
        }

        for (var s = 0; s < Math.Max(1, fit.Model.Strata.Length); s++)
        {
            var curve = fit.Model.Baseline(s);
            foreach (var time in curve.Times)
            {
                var limits = curve.Survival(time);
                Assert.True(limits.Lower >= 0 && limits.Lower <= limits.Estimate && limits.Estimate <= limits.Upper && limits.Upper <= 1, limits.ToString());
            }
        }
    }

    private static void Same(CoxFit a, CoxFit b, double tolerance, bool isSameCount = true)
    {
        Near(a.NullLogLikelihood, b.NullLogLikelihood, tolerance);
        Near(a.LogLikelihood, b.LogLikelihood, tolerance);
        Assert.Equal(a.Coefficients.Select(own => own.Status), b.Coefficients.Select(own => own.Status));
        foreach (var (x, y) in a.Coefficients.Zip(b.Coefficients).Where(pair => pair.First.Status == CoefficientStatus.Estimated || tolerance == 0))
        {
            Assert.True(Math.Abs(x.Estimate - y.Estimate) <= tolerance * (x.StandardError ?? 1), $"{x} {y}");
            Near(x.StandardError ?? 0, y.StandardError ?? 0, tolerance);
        }

        Near(a.ScoreTest.Statistic, b.ScoreTest.Statistic, tolerance);
        for (var i = 0; i < (a.RobustCovariance?.Parameters.Length ?? 0); i++)
        {
            Near(a.RobustCovariance!.StandardErrors[i], b.RobustCovariance!.StandardErrors[i], tolerance);
        }

        Assert.True(!isSameCount || a.Events == b.Events);
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), string.Create(CultureInfo.InvariantCulture, $"{actual:R} is not {expected:R}"));
}
