namespace CrmKit.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>The regularised upper incomplete gamma function Q(a, x): the chance that a Gamma(a, 1) variable exceeds x.</summary>
    /// <remarks>
    /// The series of the lower function below a + 1, Legendre's continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31). Relative error
    /// some 1e-14 for a from 0.5 to 1e4, growing with the prefactor's own condition beyond. O(sqrt(a)) steps near x = a.
    /// </remarks>
    /// <param name="a">Shape, above 0 and finite.</param>
    /// <param name="x">0 or more.</param>
    /// <returns>0 to 1.</returns>
    public static double GammaQ(double a, double x) => x < a + 1 ? 1 - LowerSeries(a, x) : UpperFraction(a, x);

    /// <summary>The regularised lower incomplete gamma function P(a, x) = 1 - Q(a, x), without the cancellation.</summary>
    /// <param name="a">Shape, above 0 and finite.</param>
    /// <param name="x">0 or more.</param>
    /// <returns>0 to 1.</returns>
    public static double GammaP(double a, double x) => x < a + 1 ? LowerSeries(a, x) : 1 - UpperFraction(a, x);

    /// <summary>The chance that a chi-squared variable exceeds a value.</summary>
    /// <param name="value">The value; below 0 it is exceeded for certain.</param>
    /// <param name="degreesOfFreedom">Degrees of freedom, above 0.</param>
    /// <returns>0 to 1.</returns>
    public static double ChiSquaredTail(double value, double degreesOfFreedom) => value <= 0 ? 1 : GammaQ(degreesOfFreedom / 2, value / 2);

    private static double LowerSeries(double a, double x)
    {
        if (x <= 0)
        {
            return 0;
        }

        var term = 1 / a;
        var sum = term;
        for (var n = 1; term > 1e-17 * sum; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return Math.Min(1, sum * GammaDensityTimes(a, x));
    }

    // Modified Lentz: every convergent's numerator and denominator are kept as a ratio.
    private static double UpperFraction(double a, double x)
    {
        if (double.IsPositiveInfinity(x))
        {
            return 0;
        }

        const double Tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var n = 1; n < 1_000_000; n++)
        {
            var an = -n * (n - a);
            b += 2;
            d = (an * d) + b;
            d = Math.Abs(d) < Tiny ? Tiny : d;
            c = b + (an / c);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            d = 1 / d;
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16)
            {
                break;
            }
        }

        return Math.Min(1, h * GammaDensityTimes(a, x));
    }

    // x^a e^-x / Gamma(a). For a large shape the powers meet in ln(1 + u) - u, so that nothing of their size is subtracted.
    private static double GammaDensityTimes(double a, double x)
    {
        if (a < 10)
        {
            return Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        }

        var u = (x - a) / a;
        var exponent = Math.Abs(u) < 0.5 ? a * Log1pMinusIdentity(u) : (a * Math.Log(x / a)) - (x - a);
        return Math.Exp(exponent - StirlingCorrection(a)) * Math.Sqrt(a / (2 * Math.PI));
    }
}
