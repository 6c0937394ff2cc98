using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Numbers of opportunities that no loop over them would get through.
public sealed class BgBbLongTests
{
    private static readonly BgBbModel[] Models = [new(1.2, .75, .66, 2.8), new(.02, 40, .003, 7), new(.5, 3000, 1e-5, 1), new(.001, 1, .01, 500), new(2, 1e6, 1.5, 1e5)];

    // Up to a length that a loop can do, the long way and the short one agree: a silence's chances by their recursion.
    [Fact]
    public void Long_silences_are_the_sums_over_them()
    {
        foreach (var model in Models)
        {
            OpportunityHistory history = new(3, 20, 300_000);
            var (a, b, g, d) = (model.Alpha + 3, model.Beta + 17, model.Gamma, model.Delta + 20);
            double death = 0, logSilent = 0;
            for (var i = 0; i < 300_000 - 20; i++)
            {
                death += Math.Exp(logSilent) * g / (g + d + i);
                logSilent -= SpecialFunctions.Log1p(a / (b + i)) + SpecialFunctions.Log1p(g / (d + i));
            }

            // Gone by n, or staying until then and gone at n + 1.
            var neither = Math.Exp(logSilent);
            var stay = (model.Delta + 300_000) / (model.Gamma + model.Delta + 300_000);
            var alive = neither * stay / (death + neither);
            Assert.Equal(1, model.ProbabilityAlive(history) / alive, 1e-9);
            var until = -SpecialFunctions.LogBetaQuotient(model.Beta, model.Alpha, 3) - SpecialFunctions.LogBetaQuotient(model.Alpha + 3, model.Beta, 17)
                - SpecialFunctions.LogBetaQuotient(model.Gamma, model.Delta, 20);
            Assert.Equal(1, model.LogLikelihood(history) / (until + Math.Log(death + neither)), 1e-11);
        }
    }

    [Fact]
    public void Present_value_of_many_opportunities_is_the_sum_and_goes_over_into_that_of_all()
    {
        foreach (var model in Models)
        {
            OpportunityHistory history = new(2, 4, 6);
            foreach (var rate in new[] { 1e-6, 1e-4, .03 })
            {
                double sum = 0, there = 1;
                var shape = model.Alpha + model.Beta + 6;
                for (var j = 1; j <= 100_000; j++)
                {
                    there *= (model.Delta + 6 + (j - 1)) / (model.Gamma + model.Delta + 6 + (j - 1)) / (1 + rate);
                    sum += there;
                }

                var ifAlive = (model.Alpha + 2) / shape * sum;
                var present = model.ProbabilityAlive(history) * (model.Gamma + model.Delta + 6) / (model.Delta + 6);
                Assert.Equal(1, model.DiscountedPurchases(history, rate, 100_000) / (present * ifAlive), 1e-9);
                if (rate > 1e-7)
                {
                    Assert.Equal(1, model.DiscountedPurchases(history, rate, 2_000_000_000) / model.DiscountedPurchases(history, rate), 1e-9);
                }
            }
        }
    }

    // Rows that ended in no memory or in no time.
    [Fact]
    public void Rows_of_any_length_are_fitted_and_scored()
    {
        OpportunityHistory[] rows = [new(2_000_000_000, 2_000_000_000, 2_000_000_000), new(3, 3, 300_000_000), new(3, 20_000_000, 20_000_000), new(0, 0, int.MaxValue), new(1, 1, 2)];
        var fit = new BgBbEstimator().Fit(OpportunityTable.From(rows));
        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.Equal(1, fit.LogLikelihood / rows.Sum(fit.Model.LogLikelihood), 1e-9);
        Assert.All(rows, row => Assert.InRange(fit.Model.ProbabilityAlive(row), 0, 1));
        Assert.All(rows, row => Assert.True(double.IsFinite(fit.Model.ExpectedPurchases(row, 1000))));
    }

    // A fit on long histories is a maximum of the likelihood that the model itself states, and its curvature is that of the likelihood.
    [Fact]
    public void Fit_on_long_histories_is_the_maximum()
    {
        var (random, truth) = (new SeededRandom(5), new BgBbModel(.8, 30, .6, 3000));
        var rows = Enumerable.Range(0, 80).Select(_ => truth.Draw(random, 20_000)).ToArray();
        var fit = new BgBbEstimator().Fit(OpportunityTable.From(rows));
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.Equal(1, fit.LogLikelihood / rows.Sum(fit.Model.LogLikelihood), 1e-11);
        Assert.True(fit.LogLikelihood >= rows.Sum(truth.LogLikelihood));
        double[] best = [fit.Model.Alpha, fit.Model.Beta, fit.Model.Gamma, fit.Model.Delta];
        for (var i = 0; i < 4; i++)
        {
            double At(double factor)
            {
                var p = (double[])best.Clone();
                p[i] *= factor;
                return rows.Sum(new BgBbModel(p[0], p[1], p[2], p[3]).LogLikelihood);
            }

            Assert.True(At(1.02) < fit.LogLikelihood && At(1 / 1.02) < fit.LogLikelihood);
        }

        // The truth lies within four standard errors.
        double[] wanted = [truth.Alpha, truth.Beta, truth.Gamma, truth.Delta];
        Assert.All(Enumerable.Range(0, 4), i => Assert.InRange(wanted[i], best[i] - (4 * fit.StandardErrors[i]), best[i] + (4 * fit.StandardErrors[i])));
    }
}
