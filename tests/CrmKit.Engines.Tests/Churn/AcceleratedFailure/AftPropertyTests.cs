using CrmKit.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public class AftPropertyTests
{
    // Up to thirty records with whole times, two columns of few values and small weights: ties, zeros, constant and collinear columns and no events come up often.
    private static Gen<AftCase> SmallCases =>
        from rows in Gen.Choose(1, 30)
        from family in Gen.Elements(Enum.GetValues<AftFamily>())
        from times in Gen.Choose(0, 9).ArrayOf(rows)
        from events in Gen.Choose(0, 2).ArrayOf(rows)
        from weights in Gen.Choose(0, 3).ArrayOf(rows)
        from first in Gen.Choose(0, 1).ArrayOf(rows)
        from second in Gen.Choose(0, 3).ArrayOf(rows)
        select Case(family, [.. times.Select(time => (double)time)], events, [.. weights.Select(weight => (double)weight)], first, second);

    [Fact]
    public void Fit_of_any_few_records_is_finite_or_has_a_status() => Law.Holds(SmallCases, data =>
    {
        var fit = data.Fit();
        Assert.True(double.IsFinite(fit.LogLikelihood), Described(data, fit));
        Assert.True(fit.Convergence.Status != ConvergenceStatus.IterationLimit, Described(data, fit));
        Assert.All(fit.Coefficients, coefficient =>
        {
            Assert.True(double.IsFinite(coefficient.Estimate));
            Assert.True(coefficient.StandardError is null or >= 0);
            Assert.True(coefficient.StandardError is null || coefficient.Status == CoefficientStatus.Estimated);
        });
        if (fit.Convergence.Status == ConvergenceStatus.Converged)
        {
            Assert.True(fit.Convergence.GradientNorm < 1e-8, Described(data, fit));
        }

        var lifetime = fit.Model.For(1, 2);
        Assert.InRange(lifetime.Survival(5), 0, 1);
        Assert.True(lifetime.ProbabilityOfLeaving(5, 3) is >= 0 and <= 1, lifetime.ToString());
        Assert.False(double.IsNaN(lifetime.ResidualMean(5).Time));
        Assert.False(double.IsNaN(lifetime.RemainingQuantile(5, 0.5)));
    });

    [Fact]
    public void Frequency_weights_count_as_repeated_records() => Law.Holds(SmallCases, data =>
    {
        var weight = data.Records.Weight.ToArray();
        int[] rows = [.. Enumerable.Range(0, weight.Length).SelectMany(i => Enumerable.Repeat(i, (int)weight[i]))];
        AssertSame(data.Fit(), data.Rows(rows, weighted: false).Fit());
    });

    [Fact]
    public void Entry_at_zero_is_none() => Law.Holds(SmallCases, data =>
    {
        int[] rows = [.. Enumerable.Range(0, data.Records.Count).Where(i => data.Records.Time.Span[i] > 0)];
        var none = data.Rows(rows, weighted: true);
        var atZero = none with { Records = new SurvivalRecords(none.Records.Time, none.Records.IsEvent) { Weight = none.Records.Weight, Entry = new double[rows.Length] } };
        Assert.Equal(none.Fit().LogLikelihood, atZero.Fit().LogLikelihood);
    });

    [Fact]
    public void Order_of_the_records_does_not_matter() => Law.Holds(SmallCases, data =>
        AssertSame(data.Fit(), data.Rows([.. Enumerable.Range(0, data.Records.Count).Reverse()], weighted: true).Fit()));

    [Theory]
    [InlineData(AftFamily.Weibull)]
    [InlineData(AftFamily.LogNormal)]
    [InlineData(AftFamily.LogLogistic)]
    public void Fit_of_many_records_is_the_same_to_the_last_bit_on_any_number_of_threads(AftFamily family)
    {
        var data = Simulated(family, 250_000);
        var (one, two) = (data.Fit(new AftOptions { MaxThreads = 1 }), data.Fit(new AftOptions { MaxThreads = 2 }));

        Assert.Equal(ConvergenceStatus.Converged, one.Convergence.Status);
        Assert.True(one.Convergence.GradientNorm < 1e-8);
        Assert.Equal(one.LogLikelihood, two.LogLikelihood);
        Assert.Equal(one.Coefficients.AsEnumerable(), two.Coefficients);
        Assert.Equal(one.LogScaleStandardError, two.LogScaleStandardError);
    }

    [Theory]
    [InlineData(AftFamily.Exponential)]
    [InlineData(AftFamily.Weibull)]
    [InlineData(AftFamily.LogNormal)]
    [InlineData(AftFamily.LogLogistic)]
    public void Coefficients_that_made_the_records_lie_within_four_standard_errors(AftFamily family)
    {
        var fit = Simulated(family, 20_000).Fit();
        double[] truth = [2, 0.5, -0.3];

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.All(fit.Coefficients.Zip(truth), pair => Assert.InRange(Math.Abs(pair.First.Estimate - pair.Second) / pair.First.StandardError!.Value, 0, 4));
        if (family != AftFamily.Exponential)
        {
            Assert.InRange(Math.Abs(Math.Log(fit.Model.Scale / 0.7)) / fit.LogScaleStandardError!.Value, 0, 4);
        }
    }

    // Two fits of the same data; where the scale runs to 0 the end is as near as rounding lets it come.
    private static void AssertSame(AftFit one, AftFit two)
    {
        Assert.Equal(one.Convergence.Status, two.Convergence.Status);
        Assert.Equal(one.Convergence.Parameters.AsEnumerable(), two.Convergence.Parameters);
        if (!one.Convergence.Parameters.Contains("scale"))
        {
            Assert.InRange(Math.Abs(one.LogLikelihood - two.LogLikelihood), 0, 1e-9 * (1 + Math.Abs(one.LogLikelihood)));
        }

        if (one.Convergence.Status == ConvergenceStatus.Converged)
        {
            Assert.All(one.Coefficients.Zip(two.Coefficients), pair =>
            {
                Assert.Equal(pair.First.Status, pair.Second.Status);
                Assert.InRange(Math.Abs(pair.First.Estimate - pair.Second.Estimate), 0, 1e-6 * (pair.First.StandardError ?? 1));
            });
        }
    }

    private static string Described(AftCase data, AftFit fit) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {data.Family}: times {string.Join(' ', data.Records.Time.ToArray())}; events {string.Join(' ', data.Records.IsEvent.ToArray().Select(mark => mark ? 1 : 0))}; weights {string.Join(' ', data.Records.Weight.ToArray())};
        columns {string.Join("; ", data.Covariates.Select(column => string.Join(' ', column.Values)))};
        {fit.Convergence}, gradient {fit.Convergence.GradientNorm}, scale {fit.Model.Scale}, {string.Join(" ", fit.Coefficients)}
        """);

    private static AftCase Case(AftFamily family, double[] times, int[] events, double[] weights, int[] first, int[] second) => new(
        family,
        new SurvivalRecords(times, events.Select(mark => mark > 0).ToArray()) { Weight = weights },
        [new CovariateColumn("first", [.. first.Select(value => (double)value)]), new CovariateColumn("second", [.. second.Select(value => (double)value)])]);

    private static AftCase Simulated(AftFamily family, int count)
    {
        var random = new SeededRandom(5);
        var (time, isEvent, first, second) = (new double[count], new bool[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (first[i], second[i]) = (random.NextBelow(2), random.NextNormal());
            var life = new AftLifetime(family, 2 + (0.5 * first[i]) - (0.3 * second[i]), family == AftFamily.Exponential ? 1 : 0.7).Quantile(random.NextUniform());
            var end = 1 + random.NextBelow(30);
            (time[i], isEvent[i]) = (Math.Min(life, end), life <= end);
        }

        return new AftCase(family, new SurvivalRecords(time, isEvent), [new CovariateColumn("first", first), new CovariateColumn("second", second)]);
    }
}
