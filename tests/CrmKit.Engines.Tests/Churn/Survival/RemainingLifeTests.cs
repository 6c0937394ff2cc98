using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class RemainingLifeTests
{
    [Fact]
    public void Staying_twice_is_staying_once_longer() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var curve = new KaplanMeierEstimator().Fit(SurvivalRow.Records(rows)).Curves[0];
        var (first, then, both) = (RemainingLife.ProbabilityOfStaying(curve, 0.7, 1.1), RemainingLife.ProbabilityOfStaying(curve, 1.8, 2.4), RemainingLife.ProbabilityOfStaying(curve, 0.7, 3.5));
        return then.Status == LifetimeStatus.NotIdentified || Near.Same(first.Value * then.Value, both.Value);
    });

    [Fact]
    public void Leaving_and_staying_are_all_there_is() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var curve = new KaplanMeierEstimator().Fit(SurvivalRow.Records(rows)).Curves[0];
        var (leaving, staying) = (RemainingLife.ProbabilityOfLeaving(curve, 0.4, 2, 1.7), RemainingLife.ProbabilityOfStaying(curve, 0.4, 2, 1.7));
        return leaving.Status == staying.Status && (leaving.Status == LifetimeStatus.NotIdentified || Near.Same(leaving.Value + staying.Value, 1));
    });

    [Fact]
    public void Mean_and_quantile_at_the_beginning_are_those_of_the_curve() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var curve = new KaplanMeierEstimator().Fit(SurvivalRow.Records(rows)).Curves[0];
        var (mean, median) = (RemainingLife.ResidualMean(curve, 0), RemainingLife.RemainingQuantile(curve, 0, 0.5));
        return curve.Status == SurvivalCurveStatus.NobodyAtRisk
            || (Near.Same(mean.Time, curve.RestrictedMean(curve.LastTime).Mean)
                && mean.Status == (curve.Status == SurvivalCurveStatus.Exhausted ? LifetimeStatus.Finite : LifetimeStatus.Restricted)
                && median.Status == curve.Median.Status && Near.Same(median.Time, curve.Median.Time));
    });

    [Fact]
    public void Answers_for_many_are_those_for_each() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var curve = new KaplanMeierEstimator().Fit(SurvivalRow.Records(rows)).Curves[0];
        double[] ages = [.. Enumerable.Range(0, 30).Select(i => i * 0.43)];
        double[] ratios = [.. ages.Select(age => 0.5 + (age / 5))];
        var (chances, statuses) = (new double[ages.Length], new LifetimeStatus[ages.Length]);
        var (means, quantiles, scaledMeans, scaledQuantiles) = (new Lifetime[ages.Length], new Lifetime[ages.Length], new Lifetime[ages.Length], new Lifetime[ages.Length]);
        var unknown = RemainingLife.ProbabilitiesOfLeaving(curve, ages, 1.5, chances, ratios, statuses);
        RemainingLife.ResidualMeans(curve, ages, means);
        RemainingLife.RemainingQuantiles(curve, ages, 0.4, quantiles);
        RemainingLife.ResidualMeans(curve, ages, scaledMeans, ratios);
        RemainingLife.RemainingQuantiles(curve, ages, 0.4, scaledQuantiles, ratios);
        return unknown == statuses.Count(status => status == LifetimeStatus.NotIdentified) && Enumerable.Range(0, ages.Length).All(i =>
            new RemainingChance(chances[i], statuses[i]) == RemainingLife.ProbabilityOfLeaving(curve, ages[i], 1.5, ratios[i])
            && Same(means[i], RemainingLife.ResidualMean(curve, ages[i])) && Same(scaledMeans[i], RemainingLife.ResidualMean(curve, ages[i], ratios[i]))
            && quantiles[i] == RemainingLife.RemainingQuantile(curve, ages[i], 0.4) && scaledQuantiles[i] == RemainingLife.RemainingQuantile(curve, ages[i], 0.4, ratios[i]));
    });

    [Fact]
    public void Quantile_in_the_middle_of_a_level_step_is_its_middle()
    {
        var curve = new KaplanMeierEstimator().Fit(new SurvivalRecords(new double[] { 1, 2, 3, 3, 5, 7, 8, 9 }, new[] { true, true, true, true, false, true, false, true })).Curves[0];
        Assert.Equal(Lifetime.Finite(5), RemainingLife.RemainingQuantile(curve, 0, 0.5));

        // Of six who stayed past 2 two leave at 3: a third of those at the age of 2, up to 7.
        Assert.Equal(Lifetime.Finite(3), RemainingLife.RemainingQuantile(curve, 2, 1 / 3.0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1e4)]
    public void Constant_hazard_forgets_the_age(double age)
    {
        var curve = new FormulaCurve(t => -0.25 * t);
        Relative.Equal(4, RemainingLife.ResidualMean(curve, age).Time, 1e-10);
        Relative.Equal(2, RemainingLife.ResidualMean(curve, age, 2).Time, 1e-10);
        Relative.Equal(4 * Math.Log(2), RemainingLife.RemainingQuantile(curve, age, 0.5).Time, 1e-11);
        Relative.Equal(-Math.Exp(-0.5) + 1, RemainingLife.ProbabilityOfLeaving(curve, age, 2).Value, 1e-11);
        Relative.Equal(2.5e-13 - (2.5e-13 * 2.5e-13 / 2), RemainingLife.ProbabilityOfLeaving(curve, 0, 1e-12).Value, 1e-15);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.7)]
    [InlineData(12)]
    public void Weibull_mean_is_that_of_the_formula(double shape)
    {
        var mean = RemainingLife.ResidualMean(new FormulaCurve(t => -Math.Pow(t / 30, shape)), 0);
        Relative.Equal(30 * Math.Exp(SpecialFunctions.LogGamma(1 + (1 / shape))), mean.Time, 1e-10);
        Assert.Equal(LifetimeStatus.Finite, mean.Status);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1.5)]
    [InlineData(1.01)]
    public void Loglogistic_mean_is_that_of_the_formula(double power)
    {
        var angle = Math.PI / power;
        Relative.Equal(7 * angle / Math.Sin(angle), RemainingLife.ResidualMean(new FormulaCurve(t => -SpecialFunctions.Log1p(Math.Pow(t / 7, power))), 0).Time, 1e-8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.8)]
    public void Mean_without_bound_is_infinite(double power)
    {
        var curve = new FormulaCurve(t => -SpecialFunctions.Log1p(Math.Pow(t / 7, power)));
        Assert.Equal(Lifetime.Infinite, RemainingLife.ResidualMean(curve, 0));
        Assert.Equal(LifetimeStatus.Finite, RemainingLife.RemainingQuantile(curve, 100, 0.9).Status);
    }

    [Fact]
    public void Share_that_never_leaves_is_infinite()
    {
        var curve = new FormulaCurve(t => Math.Log(0.6 + (0.4 * Math.Exp(-t))));
        Assert.Equal(Lifetime.Infinite, RemainingLife.RemainingQuantile(curve, 0, 0.5));
        Assert.Equal(Lifetime.Infinite, RemainingLife.ResidualMean(curve, 0));
        Relative.Equal(Math.Log(2), RemainingLife.RemainingQuantile(curve, 0, 0.2).Time, 1e-11);
        Assert.Equal(Lifetime.Infinite, RemainingLife.ResidualMean(new FormulaCurve(t => -t), 0, hazardRatio: 0));
    }

    [Fact]
    public void Formula_that_ends_with_the_data_is_restricted_to_them()
    {
        var curve = new FormulaCurve(t => -0.1 * Math.Min(t, 20)) { LastTime = 20 };
        var mean = RemainingLife.ResidualMean(curve, 5);
        Assert.Equal(LifetimeStatus.Restricted, mean.Status);
        Relative.Equal(10 * (1 - Math.Exp(-1.5)), mean.Time, 1e-11);
        Assert.Equal(Lifetime.Restricted(15), RemainingLife.RemainingQuantile(curve, 5, 0.9));
        Assert.Equal(LifetimeStatus.NotIdentified, RemainingLife.ResidualMean(curve, 20).Status);
    }

    private static bool Same(Lifetime a, Lifetime b) => a.Status == b.Status && Near.Same(a.Time, b.Time);

    private sealed class FormulaCurve(Func<double, double> logSurvival) : ISurvivalCurve
    {
        public double LastTime { get; init; } = double.PositiveInfinity;

        public double LogSurvival(double time) => logSurvival(time);
    }
}
