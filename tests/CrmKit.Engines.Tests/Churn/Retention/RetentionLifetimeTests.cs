using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class RetentionLifetimeTests
{
    // The sum over t of B(alpha, beta + t)/B(alpha, beta) is (alpha + beta - 1)/(alpha - 1), by the mean of 1/theta.
    [Theory]
    [InlineData(1.0001, 0.5)]
    [InlineData(1.5, 4)]
    [InlineData(3, 1e6)]
    [InlineData(40, 0.01)]
    [InlineData(1e6, 1e8)]
    public void Undiscounted_lifetime_of_the_shifted_beta_geometric_is_its_closed_form(double alpha, double beta) =>
        Relative.Equal((alpha + beta - 1) / (alpha - 1), new ShiftedBetaGeometricModel(alpha, beta).ExpectedLifetime().Time, 1e-10);

    // DERL(n) = retention(n) (1 + DERL(n + 1)/(1 + d)), whatever of it is summed and whatever integrated.
    [Theory]
    [InlineData(0.5, 1.2, 1.3, 1e-9)]
    [InlineData(0.5, 1.2, 1.3, 1e-3)]
    [InlineData(2, 30, 0.8, 0)]
    [InlineData(1e-6, 1, 1, 1e-8)]
    [InlineData(2e3, 0.1, 1e-2, 0)]
    [InlineData(1, 1e8, 2.5, 0)]
    [InlineData(50, 1e-3, 0.5, 2)]
    [InlineData(1e-3, 1e3, 40, 1e-5)]
    public void Residual_lifetimes_of_successive_renewals_agree(double alpha, double beta, double c, double discount)
    {
        var model = new BetaDiscreteWeibullModel(alpha, beta, c);
        foreach (var n in new[] { 1, 2, 7, 150, 151, 10_000 })
        {
            var expected = model.Retention(n) * (1 + (model.ResidualLifetime(n + 1, discount).Time / (1 + discount)));
            Relative.Equal(expected, model.ResidualLifetime(n, discount).Time, 1e-10);
        }
    }

    [Fact]
    public void Discounted_lifetime_is_the_sum_of_its_terms()
    {
        var model = new BetaDiscreteWeibullModel(0.7, 3, 0.6);
        var sum = 0d;
        for (var t = 6000; t >= 0; t--)
        {
            sum += model.Survival(t) * Math.Pow(1.01, -t);
        }

        Relative.Equal(sum, model.ExpectedLifetime(0.01).Time, 1e-12);
    }

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(1e-5, 1)]
    [InlineData(1e-9, 3)]
    public void Lifetime_of_customers_all_alike_is_that_of_its_law(double lambda, double c)
    {
        var lifetime = new DiscreteWeibullModel(lambda, c).ExpectedLifetime().Time;

        // Geometric: 1/(1 - e^-lambda). Cubic: half a period more than the integral, Gamma(4/3) lambda^(-1/3), since the first three derivatives at 0 vanish but for -6 lambda.
        var expected = c == 1 ? 1 / (1 - Math.Exp(-lambda)) : 0.5 + (0.89297951156924921122 * Math.Pow(lambda, -1d / 3)) - (6 * lambda / 720);
        Relative.Equal(expected, lifetime, 1e-10);
    }

    [Fact]
    public void Lifetime_diverges_up_to_a_product_of_one_and_is_a_number_beyond()
    {
        Assert.Equal(Lifetime.Infinite, new BetaDiscreteWeibullModel(0.5, 1, 2).ExpectedLifetime());
        Assert.Equal(LifetimeStatus.Finite, new BetaDiscreteWeibullModel(0.5, 1, 2.01).ExpectedLifetime().Status);
        Assert.Equal(LifetimeStatus.Finite, new BetaDiscreteWeibullModel(1e-8, 1, 1e-8).ExpectedLifetime(1e-12).Status);
    }

    [Fact]
    public void Far_parameters_give_finite_curves()
    {
        double[] far = [1e-8, 1e-3, 1, 1e3, 1e8];
        foreach (var (alpha, beta, c) in from alpha in far from beta in far from c in far select (alpha, beta, c))
        {
            var model = new BetaDiscreteWeibullModel(alpha, beta, c);
            foreach (var t in new[] { 1, 2, 1000, 1_000_000_000 })
            {
                var (logSurvival, logBefore, logChurn) = (model.LogSurvival(t), model.LogSurvival(t - 1), model.LogChurnProbability(t));
                Assert.True(double.IsFinite(logSurvival) && logSurvival <= logBefore && double.IsFinite(logChurn) && logChurn <= 0);
                Assert.InRange(model.Hazard(t), double.Epsilon, 1);
                if (model.Retention(t) > 0)
                {
                    Assert.Equal(0, (Math.Log(model.Retention(t)) + logBefore - logSurvival) / (1 - logSurvival), 9);
                }
            }

            Assert.InRange(model.ExpectedLifetime(0.05).Time, 1, 21.000001);
        }
    }

    [Fact]
    public void Parameters_beyond_what_can_be_reckoned_with_are_refused_with_their_range()
    {
        Assert.Contains("between 1E-100 and 1E+100", Assert.Throws<ArgumentOutOfRangeException>(() => new ShiftedBetaGeometricModel(1.7e308, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("between 1E-200 and 1E+200", Assert.Throws<ArgumentOutOfRangeException>(() => new ShiftedBetaGeometricModel(1, 1.7e308)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaDiscreteWeibullModel(1, 1, 1e101));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaDiscreteWeibullModel(1, 1e-201, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaDiscreteWeibullModel(double.NaN, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiscreteWeibullModel(1, double.PositiveInfinity));
    }

    [Fact]
    public void Parameters_up_to_the_ends_of_their_range_give_chances_and_lifetimes_that_end()
    {
        double[] near = [1e-100, 1e-20, 1, 1e20, 1e100];
        double[] far = [1e-200, 1e-20, 1, 1e20, 1e200];
        IEnumerable<RetentionModel> models =
        [
            .. from alpha in near from beta in far select new ShiftedBetaGeometricModel(alpha, beta),
            .. from alpha in near from beta in far from c in near select new BetaDiscreteWeibullModel(alpha, beta, c),
            .. from lambda in (double[])[0, 1e-300, 1, 1e300, double.PositiveInfinity] from c in near select new DiscreteWeibullModel(lambda, c),
        ];
        foreach (var model in models)
        {
            var before = 1d;
            foreach (var t in new[] { 1, 2, 1000, int.MaxValue })
            {
                Assert.InRange(model.Survival(t), 0, before);
                Assert.InRange(model.LogSurvival(t), double.NegativeInfinity, 0);
                Assert.InRange(model.Hazard(t), 0, 1);
                Assert.InRange(model.Retention(t), 0, 1);
                Assert.InRange(model.LogChurnProbability(t), double.NegativeInfinity, 0);
                before = model.Survival(t);
            }

            Assert.InRange(model.ExpectedLifetime(0.05).Time, 1, 21.000001);
            Assert.InRange(model.ExpectedLifetime().Time, 1, double.PositiveInfinity);
            Assert.InRange(RemainingLife.RemainingQuantile(model, 0, 0.5).Time, 1 - 1e-9, double.PositiveInfinity);
        }
    }

    // A curve that holds still for long and then falls at once has as many terms of 1 as it holds still.
    [Theory]
    [InlineData(-1e308, 1e100, double.PositiveInfinity)]
    [InlineData(-1e10, 1e9, 22027)]
    [InlineData(-2e10, 1e9, 485165196)]
    [InlineData(-1e3, 1e3, 3)]
    public void Lifetime_of_a_late_cliff_ends_and_counts_the_renewals_before(double logLambda, double c, double lifetime)
    {
        var model = DiscreteWeibullModel.OfLogLambda(logLambda, c);

        // S is 1 at every whole t up to e^(-ln lambda/c) and 0 from the next on.
        Assert.Equal(double.IsInfinity(lifetime) ? Lifetime.Infinite : Lifetime.Finite(lifetime), RemainingLife.ResidualMean(model, 0) is { Status: LifetimeStatus.Finite } mean ? Lifetime.Finite(Math.Round(mean.Time)) : Lifetime.Infinite);
        Relative.Equal(double.IsInfinity(lifetime) ? 1.01 / 0.01 : -SpecialFunctions.Expm1(-lifetime * Math.Log(1.01)) * 1.01 / 0.01, model.ExpectedLifetime(0.01).Time, 1e-10);
    }
}
