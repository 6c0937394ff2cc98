namespace CrmKit.Numerics.Tests;

public sealed class IncompleteGammaTests
{
    // 20 digits by an arbitrary-precision program, gammainc at 40 digits.
    [Theory]
    [InlineData(0.5, 0.1, 0.65472084601857702044, 0.34527915398142297956)]
    [InlineData(0.5, 3, 0.014305878435429639526, 0.98569412156457036047)]
    [InlineData(1, 2, 0.13533528323661269189, 0.86466471676338730811)]
    [InlineData(2.5, 0.3, 0.9880032427940937345, 0.011996757205906265498)]
    [InlineData(7, 20, 0.00025512249585630073291, 0.99974487750414369927)]
    [InlineData(50, 30, 0.99948110853745196571, 0.00051889146254803429258)]
    [InlineData(1000, 1100, 0.0010593232539299773489, 0.99894067674607002265)]
    [InlineData(30, 1e-3, 1.0, 3.7663410203018767782e-123)]
    public void Both_tails_match_the_reference(double a, double x, double upper, double lower)
    {
        // What rounding x by half a unit in the last place moves the answer by is part of no one's error.
        Assert.InRange(Math.Abs((SpecialFunctions.GammaQ(a, x) / upper) - 1), 0, 3e-14);
        Assert.InRange(Math.Abs((SpecialFunctions.GammaP(a, x) / lower) - 1), 0, 3e-14);
    }

    [Theory]
    [InlineData(0.5, 0.30853753872598689636)]
    [InlineData(1.96, 0.024997895148220436213)]
    [InlineData(8, 6.2209605742717841235e-16)]
    [InlineData(-3, 0.99865010196836990547)]
    [InlineData(37, 5.7255712225245768227e-300)]
    public void Normal_tail_matches_the_reference(double z, double tail) =>
        Assert.InRange(Math.Abs((SpecialFunctions.NormalTail(z) / tail) - 1), 0, 4 * 1.2e-16 * Math.Max(10, z * z));

    [Theory]
    [InlineData(0.975, 1.9599639845400538556)]
    [InlineData(0.9, 1.2815515655446005935)]
    [InlineData(0.0249, -1.9616778690637860161)]
    [InlineData(1e-10, -6.3613409024040561991)]
    [InlineData(1e-300, -37.047096299361199237)]
    public void Normal_quantile_matches_the_reference(double probability, double z) =>
        Assert.InRange(Math.Abs((SpecialFunctions.NormalQuantile(probability) / z) - 1), 0, 4e-15);

    [Fact]
    public void Ends_are_exact_and_probabilities_outside_are_refused()
    {
        Assert.Equal(0, SpecialFunctions.NormalQuantile(0.5));
        Assert.Equal((1d, 0d), (SpecialFunctions.GammaQ(2, 0), SpecialFunctions.GammaQ(2, double.PositiveInfinity)));
        Assert.Equal(1, SpecialFunctions.ChiSquaredTail(0, 3));
        Assert.Equal(0.05, SpecialFunctions.ChiSquaredTail(3.8414588206941236, 1), 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.NormalQuantile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.NormalQuantile(double.NaN));
    }
}
