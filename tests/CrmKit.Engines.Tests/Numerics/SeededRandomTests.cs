namespace CrmKit.Numerics.Tests;

public sealed class SeededRandomTests
{
    private const int Draws = 200_000;

    [Fact]
    public void Equal_seeds_give_equal_streams_and_others_do_not()
    {
        ulong[] Stream(ulong seed)
        {
            var random = new SeededRandom(seed);
            return [.. Enumerable.Range(0, 20).Select(_ => random.NextBits())];
        }

        Assert.Equal(Stream(42), Stream(42));
        Assert.NotEqual(Stream(42), Stream(43));
    }

    // Mean and variance within five standard errors of the mean; the seeds are fixed.
    [Theory]
    [InlineData("uniform", 0.5, 1d / 12)]
    [InlineData("exponential", 1, 1)]
    [InlineData("normal", 0, 1)]
    [InlineData("gamma 0.24", 0.24, 0.24)]
    [InlineData("gamma 6", 6, 6)]
    [InlineData("beta 0.8 2.4", 0.25, 0.8 * 2.4 / (3.2 * 3.2 * 4.2))]
    [InlineData("beta 0.01 0.02", 1d / 3, 0.01 * 0.02 / (0.03 * 0.03 * 1.03))]
    [InlineData("below 6", 2.5, 35d / 12)]
    public void Draws_have_the_mean_and_variance_of_their_distribution(string name, double mean, double variance)
    {
        var random = new SeededRandom(7);
        double sum = 0, squares = 0;
        for (var i = 0; i < Draws; i++)
        {
            var value = Draw(random, name);
            sum += value;
            squares += (value - mean) * (value - mean);
        }

        Assert.Equal(mean, sum / Draws, 5 * Math.Sqrt(variance / Draws));
        Assert.Equal(1, squares / Draws / variance, 0.05);
    }

    [Fact]
    public void Distributions_refuse_parameters_outside_their_range()
    {
        var random = new SeededRandom(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextGamma(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextGamma(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextBeta(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextBelow(0));
    }

    private static double Draw(SeededRandom random, string name) => name switch
    {
        "uniform" => random.NextUniform(),
        "exponential" => random.NextExponential(),
        "normal" => random.NextNormal(),
        "gamma 0.24" => random.NextGamma(0.24),
        "gamma 6" => random.NextGamma(6),
        "beta 0.8 2.4" => random.NextBeta(0.8, 2.4),
        "beta 0.01 0.02" => random.NextBeta(0.01, 0.02),
        _ => random.NextBelow(6),
    };
}
