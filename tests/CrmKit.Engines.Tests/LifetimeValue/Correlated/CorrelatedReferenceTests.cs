namespace CrmKit.LifetimeValue.Tests;

public sealed class CorrelatedReferenceTests
{
    // The sums of the oracle carry some hundred thousand roundings.
    private const double Tolerance = 1e-11;

    public static TheoryData<string> Names => [.. Dependence.Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_are_double_integrals_over_the_rates(string name)
    {
        var model = Dependence.Models[name];
        var oracle = RateOracle.Of(model);
        foreach (var history in Dependence.Histories)
        {
            var likelihood = oracle.Likelihood(history);
            Assert.Equal(Math.Log(likelihood), model.LogLikelihood(history), Tolerance * Math.Max(1, Math.Abs(Math.Log(likelihood))));
            Relative.Equal(oracle.Alive(history, (_, _) => 1) / likelihood, model.ProbabilityAlive(history), Tolerance);
            Relative.Equal(oracle.Dead(history) / likelihood, model.ProbabilityDead(history), Tolerance);
            Relative.Equal(oracle.Alive(history, (_, mu) => Math.Exp(-mu * 7)) / likelihood, model.ProbabilityAlive(history, 7), Tolerance);
            Relative.Equal(
                oracle.Alive(history, (lambda, mu) => lambda * -CrmKit.Numerics.SpecialFunctions.Expm1(-mu * 39) / mu) / likelihood,
                model.ExpectedPurchases(history, 39),
                Tolerance);
            Relative.Equal(
                oracle.Alive(history, (lambda, mu) => lambda / (mu + .03)) / likelihood, model.DiscountedPurchases(history, .03), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_are_double_integrals_over_the_rates(string name)
    {
        var model = Dependence.Models[name];
        var oracle = RateOracle.Of(model);
        Relative.Equal(1, oracle.Mean((_, _) => 1), Tolerance);
        Relative.Equal(oracle.Mean((lambda, mu) => lambda * -CrmKit.Numerics.SpecialFunctions.Expm1(-mu * 52) / mu), model.ExpectedPurchases(52), Tolerance);
        foreach (var n in new[] { 0, 1, 2, 6 })
        {
            Relative.Equal(oracle.Mean((lambda, mu) => RateOracle.Count(lambda, mu, 26, n)), model.ProbabilityOf(26, n), Tolerance);
            var history = Dependence.Histories[2];
            var ahead = oracle.Alive(history, (lambda, mu) => RateOracle.Count(lambda, mu, 26, n));
            Relative.Equal((ahead + (n == 0 ? oracle.Dead(history) : 0)) / oracle.Likelihood(history), model.ProbabilityOf(history, 26, n), Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Correlation_is_that_of_the_joint_density(string name)
    {
        var model = Dependence.Models[name];
        var oracle = RateOracle.Of(model);
        var (lambda, mu) = (model.R / model.Alpha, model.S / model.Beta);
        var covariance = oracle.Mean((a, b) => (a - lambda) * (b - mu));
        Relative.Equal(covariance / (Math.Sqrt(model.R) / model.Alpha * Math.Sqrt(model.S) / model.Beta), model.Correlation, 1e-9);
        Relative.Equal(lambda, oracle.Mean((a, _) => a), Tolerance);
    }

    // Park and Fader (2004): the mixture of four likelihoods, two of them with a negative weight.
    [Theory]
    [MemberData(nameof(Names))]
    public void Likelihood_is_the_published_combination_of_four(string name)
    {
        var model = Dependence.Models[name];
        var c = Math.Pow(model.Alpha / (model.Alpha + 1), model.R) * Math.Pow(model.Beta / (model.Beta + 1), model.S);
        foreach (var history in Dependence.Histories)
        {
            var published = At(0, 0) + (model.M * c * (At(0, 0) + At(1, 1) - At(1, 0) - At(0, 1)));

            // The differences leave as many digits as the sum of the terms over their balance does.
            var lost = 1 + (Math.Abs(model.M) * c * 4 * At(0, 0) / published);
            Assert.Equal(Math.Log(published), model.LogLikelihood(history), 1e-13 * lost * Math.Max(1, Math.Abs(Math.Log(published))));

            double At(int i, int j) => Math.Exp(new ParetoNbdModel(model.R, model.Alpha + i, model.S, model.Beta + j).LogLikelihood(history));
        }
    }
}
