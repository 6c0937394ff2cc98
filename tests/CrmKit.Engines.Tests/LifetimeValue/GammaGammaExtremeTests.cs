using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Amounts at both ends of what a double holds.
public sealed class GammaGammaExtremeTests
{
    private static readonly GammaGammaModel Model = new(6.25, 3.74, 15.44);

    public static TheoryData<int, double> Extremes => new()
    {
        { 10, 1e308 }, { 1, double.MaxValue }, { int.MaxValue, double.MaxValue }, { 1, double.Epsilon }, { 10, 1e-300 }, { 3, 1e-310 }, { 2, 1e200 },
    };

    // One of s and gamma is nothing beside the other there, so that the formula of note 025 needs no sum of them.
    [Theory, MemberData(nameof(Extremes))]
    public void Log_likelihood_of_extreme_spend_is_that_of_its_leading_part(int x, double mean)
    {
        var (y, logSpend, logGamma) = (Model.P * x, Math.Log(mean) + Math.Log(x), Math.Log(Model.Gamma));
        var larger = Math.Max(logSpend, logGamma);
        var expected = -Math.Log(mean) - SpecialFunctions.LogGamma(y) - SpecialFunctions.LogGamma(Model.Q) + SpecialFunctions.LogGamma(y + Model.Q)
            + (y * (logSpend - larger)) + (Model.Q * (logGamma - larger));
        var actual = Model.LogLikelihood(x, mean);
        Assert.True(double.IsFinite(actual), $"{actual}");
        Assert.Equal(1, actual / expected, x > 1000 ? 1e-5 : 1e-12);
    }

    [Theory, MemberData(nameof(Extremes))]
    public void Expected_spend_stays_between_the_customers_own_and_the_populations(int x, double mean)
    {
        var spend = Model.ExpectedSpend(x, mean);
        Assert.InRange(spend, Math.Min(mean, Model.PopulationSpend) * (1 - 1e-12), Math.Max(mean, Model.PopulationSpend));
    }

    [Fact]
    public void Expected_spend_is_finite_where_the_sum_of_the_spend_is_not() =>
        Assert.Equal(1, Model.ExpectedSpend(10, 1e308) / (1e308 * (62.5 / 65.24)), 1e-12);
}
