using System.Diagnostics;
using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class ResidualMeanTests
{
    // What took seconds each, or did not end, when step functions and sudden falls were integrated blindly.
    public static TheoryData<string> Curves => [.. Slow.Keys];

    private static readonly Dictionary<string, (ISurvivalCurve Curve, double Age, double Ratio)> Slow = new(StringComparer.Ordinal)
    {
        ["sbg"] = (new ShiftedBetaGeometricModel(0.70408, 1.18204), 0, 1),
        ["sbg light"] = (new ShiftedBetaGeometricModel(3, 9), 2, 1),
        ["sbg of a ratio"] = (new ShiftedBetaGeometricModel(3, 9), 2, 1.3),
        ["bdw without a mean"] = (new BetaDiscreteWeibullModel(0.256, 0.597, 1.32), 0, 1),
        ["bdw heavy"] = (new BetaDiscreteWeibullModel(1.55, 98.1, 1.24), 0, 1),
        ["bdw of a ratio"] = (new BetaDiscreteWeibullModel(1.55, 98.1, 1.24), 3.5, 0.8),
        ["alike"] = (new DiscreteWeibullModel(0.01, 0.7), 1, 1),
        ["weibull late"] = (new AftLifetime(AftFamily.Weibull, 0, 0.2), 10, 1),
        ["exponential short"] = (new AftLifetime(AftFamily.Exponential, -7, 1), 30, 1),
        ["exponential of a ratio"] = (new AftLifetime(AftFamily.Exponential, 0, 1), 1, 1e5),
        ["log-normal of a ratio"] = (new AftLifetime(AftFamily.LogNormal, 3, 1.5), 10, 2.5),
        ["log-logistic of a ratio"] = (new AftLifetime(AftFamily.LogLogistic, 3, 0.4), 10, 0.5),
        ["formula short"] = (new Formula(t => -t * Math.Exp(7)), 30, 1),
        ["formula late"] = (new Formula(t => -Math.Pow(t, 5)), 10, 1),
        ["formula of a ratio"] = (new Formula(t => -t), 1, 1e5),
    };

    [Theory]
    [MemberData(nameof(Curves))]
    public void Residual_means_of_a_thousand_customers_take_less_than_five_seconds(string name)
    {
        var (curve, age, ratio) = Slow[name];

        // The hazard of the normal distribution takes some eight times as long; customers of different renewals share nothing.
        double[] ages = [.. Enumerable.Range(0, curve is AftLifetime { Family: AftFamily.LogNormal } ? 200 : 1000).Select(i => age + (i * (curve is RetentionModel ? 1 : 1e-3)))];
        double[] ratios = [.. Enumerable.Repeat(ratio, ages.Length)];
        var means = new Lifetime[ages.Length];
        _ = RemainingLife.ResidualMean(curve, age, ratio);
        var seconds = double.PositiveInfinity;

        // A machine that others use too gets another try.
        for (var tries = 0; tries < 4 && seconds > 5; tries++)
        {
            var watch = Stopwatch.StartNew();
            RemainingLife.ResidualMeans(curve, ages, means, ratios);
            seconds = watch.Elapsed.TotalSeconds;
        }

        Assert.InRange(seconds, 0, 5);
        Assert.Equal(RemainingLife.ResidualMean(curve, ages[^1], ratio), means[^1]);
        Assert.NotEqual(LifetimeStatus.NotIdentified, means[0].Status);
    }

    // The area of the steps, added up one by one from any age on.
    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(7.75)]
    public void Residual_mean_of_a_retention_model_is_the_area_of_its_steps(double age)
    {
        RetentionModel[] models = [new ShiftedBetaGeometricModel(12, 30), new BetaDiscreteWeibullModel(4, 30, 2.5), new DiscreteWeibullModel(0.05, 1.1)];
        foreach (var model in models)
        {
            foreach (var ratio in new[] { 1, 1.7, 0.9 })
            {
                var area = Math.Floor(age) + 1 - age;
                for (var t = Math.Floor(age) + 1; t < 20_000; t++)
                {
                    area += Math.Exp(ratio * (model.LogSurvival(t) - model.LogSurvival(age)));
                }

                Relative.Equal(area, RemainingLife.ResidualMean(model, age, ratio).Time, 1e-9);
                var means = new Lifetime[1];
                RemainingLife.ResidualMeans(model, [age], means, [ratio]);
                Assert.Equal(RemainingLife.ResidualMean(model, age, ratio), means[0]);
            }
        }
    }

    [Fact]
    public void Residual_mean_of_the_shifted_beta_geometric_is_its_closed_form_and_infinite_up_to_alpha_one()
    {
        // (9 + 2)/(3 - 1) renewals on average and the rest of the period.
        Relative.Equal(6.25, RemainingLife.ResidualMean(new ShiftedBetaGeometricModel(3, 9), 2.25).Time, 1e-15);
        Assert.Equal(Lifetime.Infinite, RemainingLife.ResidualMean(new ShiftedBetaGeometricModel(0.70408, 1.18204), 0));
        Assert.Equal(Lifetime.Infinite, RemainingLife.ResidualMean(new ShiftedBetaGeometricModel(3, 9), 0, 1 / 3.0));
        Assert.Equal(LifetimeStatus.Finite, RemainingLife.ResidualMean(new ShiftedBetaGeometricModel(0.70408, 1.18204), 0, 2).Status);
    }

    [Theory]
    [InlineData(AftFamily.Exponential, 1, 1)]
    [InlineData(AftFamily.Weibull, 0.6, 1)]
    [InlineData(AftFamily.Weibull, 1.6, 2.5)]
    [InlineData(AftFamily.LogNormal, 0.8, 1)]
    [InlineData(AftFamily.LogNormal, 0.8, 3)]
    [InlineData(AftFamily.LogNormal, 0.8, 0.2)]
    [InlineData(AftFamily.LogLogistic, 0.3, 1)]
    [InlineData(AftFamily.LogLogistic, 0.3, 5)]
    [InlineData(AftFamily.LogLogistic, 0.3, 0.7)]
    public void Residual_mean_of_an_accelerated_failure_model_is_that_by_quadrature_of_its_curve(AftFamily family, double scale, double ratio)
    {
        var lifetime = new AftLifetime(family, 2, scale);
        foreach (var age in new[] { 0, 0.5, 20 })
        {
            Relative.Equal(RemainingLife.ResidualMean(new Formula(lifetime.LogSurvival), age, ratio).Time, RemainingLife.ResidualMean(lifetime, age, ratio).Time, 1e-9);
        }
    }

    [Fact]
    public void Residual_mean_of_a_discrete_hazard_is_the_area_of_its_steps()
    {
        var random = new SeededRandom(8);
        double[] times = [.. Enumerable.Range(0, 400).Select(_ => Math.Ceiling(-12 * Math.Log(random.NextUniform())))];
        var records = new SurvivalRecords(times, times.Select((_, i) => i % 5 != 0).ToArray());
        var curve = new DiscreteHazardEstimator().Fit(records, []).Model.Curve();
        foreach (var age in new[] { 0, 0.25, 1, 5.5, 60 })
        {
            foreach (var ratio in new[] { 1, 0.4, 3 })
            {
                var area = Math.Floor(age) + 1 - age;
                for (var t = Math.Floor(age) + 1; t < 3000; t++)
                {
                    area += Math.Exp(ratio * (curve.LogSurvival(t) - curve.LogSurvival(age)));
                }

                Relative.Equal(area, RemainingLife.ResidualMean(curve, age, ratio).Time, 1e-11);
            }
        }

        Assert.Equal(Lifetime.Infinite, RemainingLife.ResidualMean(curve, 3, 0));
    }

    [Fact]
    public void Residual_mean_of_a_steep_fall_is_that_of_its_law()
    {
        Relative.Equal(Math.Exp(-7), RemainingLife.ResidualMean(new AftLifetime(AftFamily.Exponential, -7, 1), 30).Time, 1e-14);
        Relative.Equal(1e-5, RemainingLife.ResidualMean(new AftLifetime(AftFamily.Exponential, 0, 1), 1, 1e5).Time, 1e-13);
        Relative.Equal(Math.Exp(-7), RemainingLife.ResidualMean(new Formula(t => -t * Math.Exp(7)), 30).Time, 1e-9);
        Relative.Equal(1e-5, RemainingLife.ResidualMean(new Formula(t => -t), 1, 1e5).Time, 1e-9);
        Relative.Equal(RemainingLife.ResidualMean(new AftLifetime(AftFamily.Weibull, 0, 0.2), 10).Time, RemainingLife.ResidualMean(new Formula(t => -Math.Pow(t, 5)), 10).Time, 1e-9);
    }

    // Steps that a curve does not announce cost digits, not time.
    [Fact]
    public void Residual_mean_of_jumps_unannounced_is_near_and_bounded_in_work()
    {
        var evaluations = 0;
        var curve = new Formula(t =>
        {
            evaluations++;
            return -0.3 * Math.Floor(t);
        });
        Relative.Equal(1 / -SpecialFunctions.Expm1(-0.3), RemainingLife.ResidualMean(curve, 0).Time, 1e-6);
        Assert.InRange(evaluations, 1, 200_000);
    }

    [Fact]
    public void Chances_of_staying_for_many_are_those_for_each()
    {
        var curve = new BetaDiscreteWeibullModel(1.2, 5, 0.8);
        double[] ages = [0, 0.5, 3, 1000];
        double[] ratios = [1, 2, 0.5, 0];
        var (staying, leaving, statuses) = (new double[4], new double[4], new LifetimeStatus[4]);
        Assert.Equal(0, RemainingLife.ProbabilitiesOfStaying(curve, ages, 2.5, staying, ratios, statuses));
        RemainingLife.ProbabilitiesOfLeaving(curve, ages, 2.5, leaving, ratios);
        for (var i = 0; i < ages.Length; i++)
        {
            Assert.Equal(RemainingLife.ProbabilityOfStaying(curve, ages[i], 2.5, ratios[i]), new RemainingChance(staying[i], statuses[i]));
            Relative.Equal(1, staying[i] + leaving[i], 1e-15);
        }

        Assert.Equal(1, RemainingLife.ProbabilitiesOfStaying(new DiscreteWeibullModel(double.PositiveInfinity, 1), [1], 2, staying.AsSpan(0, 1)));
        Assert.Equal(0, staying[0]);
    }

    private sealed class Formula(Func<double, double> logSurvival) : ISurvivalCurve
    {
        public double LastTime => double.PositiveInfinity;

        public double LogSurvival(double time) => logSurvival(time);
    }
}
