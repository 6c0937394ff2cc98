using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests.Uncertainty;

public sealed class LimitsTests
{
    private static readonly BgNbdModel Truth = new(0.6, 6, 0.7, 2.5);

    [Fact]
    public void Delta_limits_of_a_parameter_are_its_standard_error()
    {
        var fit = new BgNbdEstimator().Fit(Cdnow.Summaries());
        var limits = DeltaMethod.Limits(fit, model => model.Parameters[0].Value, AnswerScale.Plain)!.Value;
        Assert.Equal(fit.Model.R, limits.Estimate);
        Assert.Equal(1.959963984540054 * fit.StandardErrors[0], limits.Upper - limits.Estimate, 1e-8);
        Assert.Equal(limits.Estimate - limits.Lower, limits.Upper - limits.Estimate, 1e-12);
    }

    [Fact]
    public void Delta_limits_keep_to_their_scale()
    {
        var fit = new BgNbdEstimator().Fit(Cdnow.Summaries());
        var alive = DeltaMethod.Limits(fit, model => model.ProbabilityAlive(new PurchaseHistory(2, 30, 38.9)), AnswerScale.LogOdds, 0.99)!.Value;
        Assert.True(alive.Lower > 0 && alive.Lower < alive.Estimate && alive.Estimate < alive.Upper && alive.Upper < 1);

        // P(alive) of somebody without a repeat purchase is 1 by the model: no chance is left to have limits.
        Assert.Null(DeltaMethod.Limits(fit, model => model.ProbabilityAlive(new PurchaseHistory(0, 0, 38.9)), AnswerScale.LogOdds));
    }

    [Fact]
    public void Bootstrap_is_the_same_on_any_number_of_threads_and_agrees_with_the_delta_method()
    {
        var data = Draw(Truth, 1500, 11);
        var fit = new BgNbdEstimator().Fit(data);
        var options = new BootstrapOptions { Replicates = 40, Seed = 3, Fit = new FitOptions { MaxThreads = 1 } };
        var one = ParametricBootstrap.Run(new BgNbdEstimator(), fit, data, options);
        var two = ParametricBootstrap.Run(new BgNbdEstimator(), fit, data, options with { Fit = new FitOptions { MaxThreads = 2 } });
        Assert.Equal(one.Models.Select(model => string.Join(' ', model.Parameters)), two.Models.Select(model => string.Join(' ', model.Parameters)));

        static double Question(IPurchaseModel model) => model.ExpectedPurchases(39);
        var delta = DeltaMethod.Limits(fit, Question)!.Value;
        var bootstrap = one.Limits(Question);

        // Forty replicates tell a spread to about a quarter.
        Assert.InRange((bootstrap.Upper - bootstrap.Lower) / (delta.Upper - delta.Lower), 0.5, 1.5);
        Assert.InRange(delta.Estimate, bootstrap.Lower, bootstrap.Upper);
    }

    [Fact]
    public void Delta_limits_hold_the_truth_as_often_as_they_say()
    {
        var held = 0;
        const int Bases = 60;
        for (var i = 0; i < Bases; i++)
        {
            var fit = new BgNbdEstimator().Fit(Draw(Truth, 800, (ulong)i + 100));
            if (DeltaMethod.Limits(fit, model => model.ExpectedPurchases(39), level: 0.9) is { } limits && limits.Lower <= Truth.ExpectedPurchases(39) && limits.Upper >= Truth.ExpectedPurchases(39))
            {
                held++;
            }
        }

        // Nine in ten; three standard errors of sixty trials are a good tenth.
        Assert.InRange((double)held / Bases, 0.78, 1);
    }

    [Fact]
    public void Posterior_draws_are_repeatable_and_have_the_mean_and_spread_of_the_belief_without_data()
    {
        var beliefs = new PriorBeliefs();
        var options = new FitOptions { Beliefs = beliefs };
        var fit = new BgNbdEstimator().Fit(Array.Empty<PurchaseSummary>(), options);
        var draws = PosteriorSampler.Run(fit, data: null, beliefs, new SamplerOptions { Draws = 4000, Thinning = 12 });
        Assert.InRange(draws.AcceptanceRate!.Value, 0.15, 0.5);
        var logs = draws.Models.Select(model => Math.Log(model.Parameters[0].Value)).ToArray();
        var mean = logs.Average();
        var deviation = Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)));

        // ln r is normal with the logarithm of 0.7 and 1; four thousand draws with some memory tell both to a tenth.
        Assert.InRange(mean - Math.Log(0.7), -0.1, 0.1);
        Assert.InRange(deviation, 0.9, 1.1);
        var again = PosteriorSampler.Run(fit, data: null, beliefs, new SamplerOptions { Draws = 50, Thinning = 12 });
        Assert.Equal(draws.Models.Take(50).Select(model => string.Join(' ', model.Parameters)), again.Models.Select(model => string.Join(' ', model.Parameters)));
    }

    [Fact]
    public void Posterior_limits_narrow_as_data_arrive()
    {
        var beliefs = new PriorBeliefs();
        var widths = new[] { 20, 200 }.Select(n =>
        {
            var data = Draw(Truth, n, 5);
            var fit = new BgNbdEstimator().Fit(data, new FitOptions { Beliefs = beliefs });
            var limits = PosteriorSampler.Run(fit, data, beliefs, new SamplerOptions { Draws = 400 }).Limits(model => model.ExpectedPurchases(39));
            return limits.Upper / limits.Lower;
        }).ToArray();
        Assert.True(widths[1] < widths[0], string.Join(' ', widths));
    }

    [Fact]
    public void Likelihood_ratio_is_that_of_wilks()
    {
        var summaries = Cdnow.Summaries();
        var (bg, believed) = (new BgNbdEstimator().Fit(summaries), new BgCnbdEstimator().Fit(summaries));
        var test = LikelihoodRatio.Test(believed, bg);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal(SpecialFunctions.ChiSquaredTail(test.Statistic, 1), test.PValue);
        Assert.Throws<ArgumentException>(() => LikelihoodRatio.Test(bg, believed));
        Assert.Equal((2 * 4) - (2 * bg.LogLikelihood), bg.Aic, 1e-9);
        Assert.Equal((4 * Math.Log(2357)) - (2 * bg.LogLikelihood), bg.Bic, 1e-9);
    }

    private static RecencyFrequencyTable Draw(BgNbdModel model, int customers, ulong seed)
    {
        var random = new SeededRandom(seed);
        return RecencyFrequencyTable.From([.. Enumerable.Range(0, customers).Select(_ =>
        {
            var age = 30 + (20 * random.NextUniform());
            return PurchaseHistory.Of(model.Draw(random, age), age);
        })]);
    }
}
