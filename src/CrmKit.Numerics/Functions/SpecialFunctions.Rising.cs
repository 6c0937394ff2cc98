namespace CrmKit.Numerics;

public static partial class SpecialFunctions
{
    // Below this many factors a plain sum of logarithms is both exact enough and fast; above it Stirling's formula is exact to rounding.
    private const int PlainFactors = 2048;

    /// <summary>ln of the product over k = 0 to n - 1 of (z + k)/c: a gamma quotient in which every factor is set against c, so that nothing large cancels.</summary>
    /// <param name="z">Above 0.</param>
    /// <param name="n">Number of factors, 0 or more.</param>
    /// <param name="c">Above 0.</param>
    /// <returns>ln Gamma(z + n) - ln Gamma(z) - n ln c.</returns>
    /// <exception cref="ArgumentOutOfRangeException">z or c is not above 0, or n is below 0.</exception>
    public static double LogRisingOver(double z, long n, double c)
    {
        RequirePositive(z);
        RequirePositive(c);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        double sum = 0;
        var plain = Math.Min(n, PlainFactors);
        for (var k = 0; k < plain; k++)
        {
            sum += Math.Log((z + k) / c);
        }

        if (n > plain)
        {
            // Stirling's formula at both ends; from (ln(1 + u) - u) is what is left when their large parts have met.
            var from = z + plain;
            var to = z + n;
            var u = (n - plain) / from;
            sum += ((n - plain) * Math.Log(to / c)) + (from * Log1pMinusIdentity(u)) - (0.5 * Log1p(u))
                + StirlingCorrection(to) - StirlingCorrection(from);
        }

        return sum;
    }

    /// <summary>Sum over k = 0 to n - 1 of ln(1 + a/(b + k)): all terms positive, so that it is right for very small and very large a.</summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="n">Number of terms, 0 or more.</param>
    /// <returns>ln B(a, b) - ln B(a, b + n), zero or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">a or b is not above 0, or n is below 0.</exception>
    public static double LogBetaQuotient(double a, double b, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return LogBetaQuotient(a, b, (double)n);
    }

    /// <summary>ln B(a, b) - ln B(a, b + n) for a number n that need not be whole; where it is, the sum over k = 0 to n - 1 of ln(1 + a/(b + k)).</summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="n">0 or more and finite.</param>
    /// <returns>Zero or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">a or b is not above 0, or n is below 0 or not finite.</exception>
    public static double LogBetaQuotient(double a, double b, double n)
    {
        RequirePositive(a);
        RequirePositive(b);
        if (!(n >= 0 && double.IsFinite(n)))
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, "The value must be 0 or more and finite.");
        }

        double sum = 0;
        var plain = Math.Min(Math.Floor(n), PlainFactors);
        for (var k = 0; k < plain; k++)
        {
            sum += Log1p(a / (b + k));
        }

        if (n > plain)
        {
            var from = b + plain;
            var to = b + n;
            sum += ((to - 0.5) * Log1p(a / to)) - ((from - 0.5) * Log1p(a / from)) + (a * Log1p((n - plain) / (a + from)))
                + (StirlingCorrection(to + a) - StirlingCorrection(to)) - (StirlingCorrection(from + a) - StirlingCorrection(from));
        }

        return sum;
    }
}
