using System.Runtime.Intrinsics;

namespace CrmKit.Numerics.Tests;

public class VectorFunctionsTests
{
    [Fact]
    public void Framework_logarithm_and_exponential_are_within_two_units_of_the_last_place()
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 100_000; i++)
        {
            var x = Math.Exp((random.NextUniform() - 0.5) * 1400);
            Assert.InRange(Distance(Math.Log(x), Vector256.Log(Vector256.Create(x)).ToScalar()), 0, 2);
            var power = (random.NextUniform() - 0.5) * 1400;
            Assert.InRange(Distance(Math.Exp(power), Vector256.Exp(Vector256.Create(power)).ToScalar()), 0, 2);
        }
    }

    [Theory]
    [InlineData(-1e9)]
    [InlineData(-745.2)]
    [InlineData(-700)]
    [InlineData(0)]
    public void Framework_exponential_far_below_zero_underflows_as_the_scalar_one(double x) =>
        Assert.InRange(Distance(Math.Exp(x), Vector256.Exp(Vector256.Create(x)).ToScalar()), 0, 2);

    [Fact]
    public void Log1p_is_that_of_one_number()
    {
        var random = new SeededRandom(2);
        for (var i = 0; i < 100_000; i++)
        {
            var x = Math.Exp((random.NextUniform() - 0.5) * 80);

            // The errors of both, which may have opposite signs.
            Assert.InRange(Distance(SpecialFunctions.Log1p(x), VectorFunctions.Log1p(Vector256.Create(x)).ToScalar()), 0, 4);
        }

        Assert.Equal(Vector256<double>.Zero, VectorFunctions.Log1p(Vector256<double>.Zero));
    }

    private static long Distance(double expected, double actual) => Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual));
}
