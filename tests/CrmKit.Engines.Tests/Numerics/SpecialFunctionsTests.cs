namespace CrmKit.Numerics.Tests;

public sealed class SpecialFunctionsTests
{
    private const double Ulp = 2.220446049250313e-16;

    [Fact]
    public void Gamma_functions_match_the_reference()
    {
        var table = ReferenceTable.Read("gamma_functions.csv");
        foreach (var row in table.Rows)
        {
            var x = table.Number(row, "x");
            var (logGamma, psi) = (table.Number(row, "log_gamma"), table.Number(row, "digamma"));
            Near(logGamma, SpecialFunctions.LogGamma(x), 6 * Ulp * Math.Abs(logGamma), $"ln Gamma({x:R})");
            Near(psi, SpecialFunctions.Digamma(x), 4e-16 * (1 + Math.Abs(psi)) * 2, $"psi({x:R})");
            var psi1 = table.Number(row, "trigamma");
            Near(psi1, SpecialFunctions.Trigamma(x), 8 * Ulp * psi1, $"psi'({x:R})");
            var correction = table.Number(row, "stirling_correction");
            Near(correction, SpecialFunctions.StirlingCorrection(x), 1e-14 * correction, $"correction({x:R})");
        }
    }

    [Fact]
    public void Elementary_functions_match_the_reference()
    {
        var table = ReferenceTable.Read("elementary_functions.csv");
        foreach (var row in table.Rows)
        {
            var x = table.Number(row, "x");
            Compare("log1p", SpecialFunctions.Log1p, 2);
            Compare("expm1", SpecialFunctions.Expm1, 3);
            Compare("log1p_minus_x", SpecialFunctions.Log1pMinusIdentity, 4);

            void Compare(string column, Func<double, double> function, double ulps)
            {
                if (table.Text(row, column).Length > 0)
                {
                    var expected = table.Number(row, column);
                    if (double.IsFinite(expected) && Math.Abs(expected) >= 1e-300)
                    {
                        Near(expected, function(x), ulps * Ulp * Math.Abs(expected), $"{column}({x:R})");
                    }
                }
            }
        }
    }

    [Fact]
    public void Quotients_of_many_factors_join_the_sums_of_few()
    {
        foreach (var (z, c, a) in new[] { (0.3, 7.0, 1e-7), (40.0, 3.0, 2.5), (1e5, 1e5, 900) })
        {
            foreach (var n in new[] { 0, 1, 2048, 2049, 5000, 200_000 })
            {
                double product = 0, quotient = 0, size = 0;
                for (var k = n - 1; k >= 0; k--)
                {
                    product += Math.Log((z + k) / c);
                    size += Math.Abs(Math.Log((z + k) / c));
                    quotient += SpecialFunctions.Log1p(a / (z + k));
                }

                Near(product, SpecialFunctions.LogRisingOver(z, n, c), 2e-13 * size, $"product of {n}");
                Near(quotient, SpecialFunctions.LogBetaQuotient(a, z, n), 1e-13 * quotient, $"quotient of {n}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1.5)]
    [InlineData(double.NaN)]
    public void Gamma_functions_refuse_what_is_not_above_zero(double x)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.LogGamma(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.Digamma(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.Trigamma(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.StirlingCorrection(x));
    }

    private static void Near(double expected, double actual, double allowed, FormattableString what) => Assert.True(
        Math.Abs(actual - expected) <= allowed,
        FormattableString.Invariant(what) + FormattableString.Invariant($": {actual:R} is off {expected:R} by {(actual - expected) / allowed:f1} times what is allowed"));
}
