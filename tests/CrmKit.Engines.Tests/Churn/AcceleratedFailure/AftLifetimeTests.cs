using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class AftLifetimeTests
{
    public static TheoryData<AftFamily, double> Kinds => new()
    {
        { AftFamily.Exponential, 1 }, { AftFamily.Weibull, 0.01 }, { AftFamily.Weibull, 0.4 }, { AftFamily.Weibull, 2.5 }, { AftFamily.LogNormal, 0.02 },
        { AftFamily.LogNormal, 0.6 }, { AftFamily.LogNormal, 3 }, { AftFamily.LogLogistic, 0.03 }, { AftFamily.LogLogistic, 0.5 }, { AftFamily.LogLogistic, 0.95 },
    };

    // m(t) = integral of S(t + s)/S(t) up to h + S(t + h)/S(t) m(t + h), whichever formula each side takes.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Residual_mean_is_the_time_within_a_horizon_and_the_mean_beyond(AftFamily family, double scale)
    {
        var lifetime = new AftLifetime(family, 2, scale);
        foreach (var share in new[] { 1e-6, 0.2, 0.5, 0.9, 1 - 1e-9 })
        {
            var t = lifetime.Quantile(share);
            var horizon = lifetime.RemainingQuantile(t, 0.3);
            var within = 0d;
            for (var k = 0; k < 20; k++)
            {
                for (var i = 0; i < 16; i++)
                {
                    // In the eighth root of the time, since a hazard may be infinite at 0.
                    var root = (k + ((1 + GaussLegendre.Sixteen.Nodes[i]) / 2)) / 20;
                    within += horizon * 8 * Math.Pow(root, 7) / 40 * GaussLegendre.Sixteen.Weights[i] * lifetime.ProbabilityOfStaying(t, horizon * Math.Pow(root, 8));
                }
            }

            Relative.Equal(within + (lifetime.ProbabilityOfStaying(t, horizon) * lifetime.ResidualMean(t + horizon).Time), lifetime.ResidualMean(t).Time, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Quantile_undoes_survival_also_of_those_who_have_stayed(AftFamily family, double scale)
    {
        var lifetime = new AftLifetime(family, -1, scale);
        foreach (var p in new[] { 1e-9, 0.1, 0.5, 0.99 })
        {
            Relative.Equal(p, lifetime.ProbabilityOfLeaving(0, lifetime.Quantile(p)), 1e-11);
            foreach (var so in new[] { 1e-5, 0.5, 0.999999 })
            {
                var tenure = lifetime.Quantile(so);
                Relative.Equal(p, lifetime.ProbabilityOfLeaving(tenure, lifetime.RemainingQuantile(tenure, p)), 1e-9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Chance_of_leaving_within_a_short_time_is_the_hazard(AftFamily family, double scale)
    {
        var lifetime = new AftLifetime(family, 1, scale);
        var t = lifetime.Quantile(0.7);

        Relative.Equal(lifetime.Hazard(t), lifetime.ProbabilityOfLeaving(t, 1e-9) / 1e-9, 1e-6);
        Relative.Equal(lifetime.ProbabilityOfStaying(t, t), lifetime.Survival(2 * t) / lifetime.Survival(t), 1e-12);
    }

    [Fact]
    public void Mean_of_each_family_is_its_closed_form()
    {
        Relative.Equal(Math.Exp(2 + SpecialFunctions.LogGamma(1.4)), new AftLifetime(AftFamily.Weibull, 2, 0.4).ResidualMean(0).Time, 1e-12);
        Relative.Equal(Math.Exp(2.18), new AftLifetime(AftFamily.LogNormal, 2, 0.6).ResidualMean(0).Time, 1e-12);
        Relative.Equal(Math.Exp(2) * 0.5 * Math.PI, new AftLifetime(AftFamily.LogLogistic, 2, 0.5).ResidualMean(0).Time, 1e-12);
        Relative.Equal(Math.Exp(2), new AftLifetime(AftFamily.Exponential, 2, 1).ResidualMean(1e9).Time, 1e-12);
        Assert.Equal(Lifetime.Infinite, new AftLifetime(AftFamily.LogLogistic, 2, 1).ResidualMean(3));
    }

    [Fact]
    public void Answers_for_many_are_those_for_each()
    {
        var model = new AftModel(AftFamily.LogNormal, 1.5, ["a", "b"], [0.3, -0.2], 0.8);
        CovariateColumn[] columns = [new("a", 1, 2, 3), new("b", 0, 5, -1)];
        double[] tenures = [0, 4, 30];
        var (locations, chances, times, means) = (new double[3], new double[3], new double[3], new Lifetime[3]);
        model.LinearPredictors(columns, locations);
        model.ProbabilitiesOfLeaving(locations, tenures, 2, chances);
        model.RemainingQuantiles(locations, tenures, 0.5, times);
        model.ResidualMeans(locations, tenures, means);

        for (var i = 0; i < 3; i++)
        {
            var lifetime = model.For(columns[0].Values[i], columns[1].Values[i]);
            Assert.Equal((lifetime.ProbabilityOfLeaving(tenures[i], 2), lifetime.RemainingQuantile(tenures[i], 0.5), lifetime.ResidualMean(tenures[i])), (chances[i], times[i], means[i]));
        }
    }

    [Fact]
    public void Standard_error_of_a_quantile_is_that_of_its_location_where_the_scale_is_held()
    {
        var fit = new AftEstimator(AftFamily.Exponential).Fit(new SurvivalRecords(new double[] { 2, 5, 1, 7 }, new[] { true, true, false, true }));
        var limits = fit.Quantile(0.5, [])!.Value;

        Relative.Equal(limits.Estimate / Math.Sqrt(3), fit.QuantileStandardError(0.5, [])!.Value, 1e-12);
        Relative.Equal(limits.Estimate * limits.Estimate, limits.Lower * limits.Upper, 1e-12);
        Relative.Equal(Math.Exp(1.959963984540054 / Math.Sqrt(3)), limits.Upper / limits.Estimate, 1e-12);
    }

    [Fact]
    public void Log_normal_tails_agree_with_the_incomplete_gamma_function()
    {
        var lifetime = new AftLifetime(AftFamily.LogNormal, 0, 1);
        for (var z = -8d; z <= 35; z += 0.37)
        {
            var (time, tail) = (Math.Exp(z), SpecialFunctions.NormalTail(z));

            // e^z and its logarithm give z back to an ulp of it, which the tail at z feels z times.
            Relative.Equal(tail, lifetime.Survival(time), 3e-13);
            Relative.Equal(Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) / tail, lifetime.Hazard(time) * time, 3e-13);
            Relative.Equal(z < 0 ? SpecialFunctions.Log1p(-SpecialFunctions.NormalTail(-z)) : Math.Log(tail), lifetime.LogSurvival(time), 1e-12);
        }
    }
}
