using FsCheck.Fluent;

namespace CrmKit.Numerics.Tests;

public sealed class IncompleteBetaTests
{
    // 20 digits by an arbitrary-precision program, the hypergeometric series at 60 digits; the arguments are exact doubles, but for the parameter 0.01.
    [Theory]
    [InlineData(0.5, 0.5, 0.25, 0.33333333333333333333, -1.0986122886681096914)]
    [InlineData(2, 3, 0.125, 0.078857421875, -2.5401138434966871727)]
    [InlineData(0.01, 5, 0.75, 0.99999748233618875409, -2.517666980566760409e-6)]
    [InlineData(5, 0.03125, 0.9375, 0.029043860906232729786, -3.5389481465462306697)]
    [InlineData(0.75, 0.5, 0.9990234375, 0.97391578785415098723, -0.02643043918616715285)]
    [InlineData(12.5, 1.5, 0.5, 0.00051941681411677473938, -7.5628038870671129415)]
    [InlineData(300, 40, 0.875, 0.32421486545707907477, -1.1263488179955565386)]
    [InlineData(1000, 1.25, 0.9990234375, 0.4831377228554404898, -0.72745352548693258792)]
    [InlineData(1e5, 2, 0.99993896484375, 0.015873375388906626083, -4.1431120771469113221)]
    [InlineData(1e6, 0.6875, 0.9999847412109375, 7.4984915286819699898e-8, -16.405978873148423605)]
    [InlineData(1e6, 1000, 0.9990234375, 0.75974197997183158135, -0.27477640338200852577)]
    [InlineData(1e5, 1, 0.5, 0, -69314.718055994530942)]
    [InlineData(20000, 0.5, 0.9375, 0, -1294.908617989889431)]
    [InlineData(40, 2500, 0.015625, 0.50063387245782465003, -0.69188023855436312465)]
    [InlineData(3, 1e6, 0.00000095367431640625, 0.071980895089687935244, -2.6313545411531106092)]
    public void Chance_and_logarithm_match_the_reference(double a, double b, double x, double chance, double logarithm)
    {
        var beta = new IncompleteBeta(a, b);
        Assert.Equal(chance, beta.P(x, 1 - x), 2e-13 * chance);
        var log = beta.LogP(x, 1 - x, out _);
        Assert.Equal(logarithm, log, 2e-13 * Math.Max(Math.Abs(logarithm), Math.Abs(logarithm) < 1e-3 ? 1e-3 : 1));
        Assert.Equal(1 - chance, new IncompleteBeta(b, a).P(1 - x, x), 2e-13);
    }

    [Fact]
    public void Integer_parameters_match_the_binomial_sum() => Engines.Tests.Law.Holds(
        from a in Gen.Choose(1, 12)
        from b in Gen.Choose(1, 12)
        from share in Gen.Choose(1, 999)
        select (a, b, x: share / 1000d),
        given =>
        {
            // Of a + b - 1 trials, a or more succeed (Abramowitz and Stegun 26.5.24).
            var n = given.a + given.b - 1;
            double sum = 0, binomial = 1;
            for (var j = 0; j <= n; j++)
            {
                sum += j >= given.a ? binomial * Math.Pow(given.x, j) * Math.Pow(1 - given.x, n - j) : 0;
                binomial *= (double)(n - j) / (j + 1);
            }

            Assert.Equal(sum, new IncompleteBeta(given.a, given.b).P(given.x, 1 - given.x), 1e-13 * sum);
        });

    [Fact]
    public void Power_is_the_density_and_the_step_of_the_recurrence() => Engines.Tests.Law.Holds(
        from a in Gen.Choose(-20, 60)
        from b in Gen.Choose(-20, 60)
        from share in Gen.Choose(1, 999)
        select (a: Math.Exp(a / 10d), b: Math.Exp(b / 10d), x: share / 1000d),
        given =>
        {
            // I_x(a, b) - I_x(a + 1, b) = x^a (1 - x)^b/(a B(a, b)) (26.5.16).
            var (a, b, x) = given;
            var beta = new IncompleteBeta(a, b);
            var step = Math.Exp(beta.LogPower(x, 1 - x)) / a;
            Assert.Equal(beta.P(x, 1 - x), new IncompleteBeta(a + 1, b).P(x, 1 - x) + step, 1e-12);
        });

    [Fact]
    public void Ends_are_exact_and_parameters_outside_are_refused()
    {
        var beta = new IncompleteBeta(2, 3);
        Assert.Equal((0d, 1d), (beta.P(0, 1), beta.P(1, 0)));
        Assert.Equal((double.NegativeInfinity, 0d), (beta.LogP(0, 1, out _), beta.LogP(1, 0, out _)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IncompleteBeta(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IncompleteBeta(1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => beta.P(double.NaN, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => beta.P(1.5, -0.5));
    }
}
