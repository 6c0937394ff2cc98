using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

// Two columns that differ by little: their estimates are vague and tied to each other, yet there is a maximum, and what is said of it is what the column and the difference say.
public sealed class CoxNearTwinTests
{
    private const int Rows = 200;

    public static TheoryData<double, CoxTies, bool> Twins
    {
        get
        {
            var data = new TheoryData<double, CoxTies, bool>();
            foreach (var apart in (double[])[1e-1, 1e-2, 1e-3, 1e-4, 3e-5, 1e-5])
            {
                foreach (var ties in Enum.GetValues<CoxTies>())
                {
                    data.Add(apart, ties, false);
                    data.Add(apart, ties, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void Near_twins_converge_to_what_the_one_and_the_difference_say(double apart, CoxTies ties, bool isInvolved)
    {
        var sample = Sample(apart, isInvolved);
        var options = new CoxOptions { Ties = ties, Strata = sample.Strata, IsRobust = ties != CoxTies.Exact };
        var fit = sample.Fit(options);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.True(fit.Convergence.GradientNorm < 1e-8);

        // The difference of two doubles so near is exact; only its scaling rounds.
        var (x, y) = (sample.Covariates[0].Values, sample.Covariates[1].Values);
        var parted = sample.WithCovariates([new CovariateColumn("x", x.AsSpan()), new CovariateColumn("d", [.. y.Zip(x, (b, a) => (b - a) / apart)]), sample.Covariates[2]]);
        double[] beta = [fit.Coefficients[0].Estimate + fit.Coefficients[1].Estimate, fit.Coefficients[1].Estimate * apart, fit.Coefficients[2].Estimate];
        var expected = parted.Fit(options);
        var gradient = CoxOracle.Gradient(parted, options, beta);
        for (var k = 0; k < beta.Length; k++)
        {
            var error = expected.Coefficients[k].StandardError!.Value;
            Assert.True(Math.Abs(gradient[k]) * expected.Covariance.StandardErrors[k] < 1e-8, $"{k}: {gradient[k]}");
            Assert.True(Math.Abs(beta[k] - expected.Coefficients[k].Estimate) < 1e-6 * error);
        }

        foreach (var (own, of) in (ReadOnlySpan<(ParameterCovariance?, ParameterCovariance?)>)[(fit.Covariance, expected.Covariance), (fit.RobustCovariance, expected.RobustCovariance)])
        {
            if (own is null || of is null)
            {
                continue;
            }

            Relative.Equal(of.StandardErrors[1] / apart, own.StandardErrors[1], 1e-6);
            Relative.Equal(Math.Sqrt(of[0, 0] - (2 * of[0, 1] / apart) + (of[1, 1] / apart / apart)), own.StandardErrors[0], 1e-6);
            Relative.Equal(of.StandardErrors[2], own.StandardErrors[2], 1e-6);
        }

        Relative.Equal(expected.LogLikelihood, fit.LogLikelihood, 1e-12);
        Relative.Equal(expected.ScoreTest.Statistic, fit.ScoreTest.Statistic, 1e-6);
        Relative.Equal(expected.WaldTest.Statistic, fit.WaldTest.Statistic, 1e-6);
        Relative.Equal(expected.ProportionalHazards.Global.Statistic, fit.ProportionalHazards.Global.Statistic, 1e-6);
        Relative.Equal(expected.ProportionalHazards.Coefficients[0].Value.Statistic, fit.ProportionalHazards.Coefficients[0].Value.Statistic, 1e-6);
        Relative.Equal(expected.ProportionalHazards.Coefficients[2].Value.Statistic, fit.ProportionalHazards.Coefficients[2].Value.Statistic, 1e-6);
        var curve = fit.Model.Curve([x[0], y[0], 0.5]);
        var parts = expected.Model.Curve([x[0], (y[0] - x[0]) / apart, 0.5]);
        Relative.Equal(parts.LogSurvival(4), curve.LogSurvival(4), 1e-6);
        Relative.Equal(parts.StandardError(4), curve.StandardError(4), 1e-4);
    }

    // Of two near twins the later is replaced: what is said of each column must not depend on which that is.
    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-4)]
    public void Near_twins_in_another_order_say_the_same(double apart)
    {
        var sample = Sample(apart, isInvolved: true);
        var options = new CoxOptions { Strata = sample.Strata, IsRobust = true };
        var (fit, turned) = (sample.Fit(options), sample.WithCovariates([.. sample.Covariates.Reverse()]).Fit(options));
        for (var k = 0; k < 3; k++)
        {
            var (own, other) = (fit.Coefficients[k], turned.Coefficients[2 - k]);
            Assert.True(Math.Abs(own.Estimate - other.Estimate) < 1e-6 * own.StandardError);
            Relative.Equal(own.StandardError!.Value, other.StandardError!.Value, 1e-6);
            Relative.Equal(fit.ProportionalHazards.Coefficients[k].Value.Statistic, turned.ProportionalHazards.Coefficients[2 - k].Value.Statistic, 1e-6);
        }
    }

    [Fact]
    public void Column_that_two_near_twins_make_is_left_out()
    {
        var sample = Sample(1e-4, isInvolved: false);
        var (x, y) = (sample.Covariates[0].Values, sample.Covariates[1].Values);
        var fit = sample.WithCovariates([.. sample.Covariates, new CovariateColumn("both", [.. x.Zip(y, (a, b) => a + (7 * b))])]).Fit(new CoxOptions());
        Assert.Equal(["both"], fit.Aliased.AsEnumerable());
        Assert.Equal(ConvergenceStatus.NotIdentified, fit.Convergence.Status);
        Assert.True(fit.Convergence.GradientNorm < 1e-8);
        Relative.Equal(sample.Fit(new CoxOptions()).LogLikelihood, fit.LogLikelihood, 1e-12);
    }

    [Fact]
    public void Near_twins_separated_by_their_difference_are_at_infinity()
    {
        var sample = Sample(1e-4, isInvolved: false);
        var (x, y) = (sample.Covariates[0].Values, sample.Covariates[1].Values);
        int[] order = [.. Enumerable.Range(0, Rows).OrderByDescending(i => y[i] - x[i])];
        var time = new double[Rows];
        for (var place = 0; place < Rows; place++)
        {
            time[order[place]] = place + 1;
        }

        var fit = new CoxEstimator().Fit(new SurvivalRecords(time, time.Select(_ => true).ToArray()), [.. sample.Covariates.Take(2)]);
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal([CoefficientStatus.MinusInfinity, CoefficientStatus.PlusInfinity], fit.Coefficients.Select(own => own.Status));
        Assert.Equal(0, fit.LogLikelihood, 1e-6);
    }

    // In most of the risk the columns are near twins; among those of a risk too low to matter they are not.
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-5)]
    [InlineData(1e-8)]
    public void Columns_that_are_near_twins_only_where_the_risk_is_converge(double apart)
    {
        var random = new SeededRandom(12);
        var marked = Enumerable.Range(0, 2 * Rows).Select(i => i < Rows).ToArray();
        var x = marked.Select(_ => (2 * random.NextUniform()) - 1).ToArray();
        var y = x.Select((value, i) => marked[i] ? value + (apart * random.NextUniform()) : random.NextUniform()).ToArray();
        var z = marked.Select(own => own ? random.NextUniform() : 15).ToArray();
        var time = marked.Select((own, i) => own ? 1 + Math.Floor(-4 * Math.Log(random.NextUniform()) * Math.Exp(3 * z[i])) : 1000).ToArray();
        var records = new SurvivalRecords(time, marked);
        var fit = new CoxEstimator().Fit(records, [new CovariateColumn("x", x), new CovariateColumn("y", y), new CovariateColumn("z", z)]);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.True(fit.Convergence.GradientNorm < 1e-8);
    }

    private static CoxSample Sample(double apart, bool isInvolved)
    {
        var random = new SeededRandom(41);
        var x = Enumerable.Range(0, Rows).Select(_ => random.NextUniform()).ToArray();
        var noise = x.Select(_ => (2 * random.NextUniform()) - 1).ToArray();
        var time = x.Select((value, i) => 1 + Math.Floor(-8 * Math.Log(random.NextUniform()) * Math.Exp(-value - (0.3 * noise[i])))).ToArray();
        var records = new SurvivalRecords(time, x.Select(_ => random.NextUniform() < 0.7).ToArray());
        if (isInvolved)
        {
            records = new SurvivalRecords(records.Time, records.IsEvent)
            {
                Entry = time.Select(t => random.NextUniform() < 0.5 ? 0 : Math.Floor(t * random.NextUniform())).ToArray(),
                Weight = x.Select(_ => 1.0 + random.NextBelow(3)).ToArray(),
            };
        }

        return new CoxSample(41, Rows, 3, 0)
        {
            Strata = isInvolved ? GroupColumn.Of("s", x.Select(_ => random.NextBelow(3).ToString(CultureInfo.InvariantCulture))) : null,
        }
        .With(records).WithCovariates([
            new CovariateColumn("x", x),
            new CovariateColumn("y", [.. x.Select((value, i) => value + (apart * noise[i]))]),
            new CovariateColumn("z", [.. x.Select(_ => random.NextUniform())])]);
    }
}
