using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The number of stages within t of a customer with rates Gamma(shape, beta): negative binomial, ratio = t/beta.
internal readonly struct StageCounts
{
    // Up to here a product of factors is as exact as a formula.
    private const int PlainFactors = 64;

    public StageCounts(double shape, double ratio)
    {
        // Beyond this no answer depends on the ratio within what a double can hold.
        Ratio = Math.Min(ratio, 1e300 / Math.Max(1, shape));
        Shape = shape;
        LogNone = shape * SpecialFunctions.Log1p(Ratio);
        Z = Ratio / (1 + Ratio);
    }

    public double Shape { get; }

    public double Ratio { get; }

    // z = t/(beta + t).
    public double Z { get; }

    // -ln P(N = 0).
    public double LogNone { get; }

    public double Mean => Shape * Ratio;

    // P(N = n), by a product of factors or, beyond a few, as the exponential of a deviance (after Loader 2000): nothing large cancels.
    public double Exactly(long n)
    {
        if (n <= PlainFactors)
        {
            return Math.Exp(SpecialFunctions.LogRisingOver(Shape, n, 1 / Z) - SpecialFunctions.LogGamma(n + 1d) - LogNone);
        }

        if (Z == 0)
        {
            return 0;
        }

        double m = n;
        var total = Shape + m;
        var excess = (Mean - m) / (1 + Ratio);
        var deviance = (m * LogOnePlusMinus(excess / m, total * Z, m)) + (Shape * LogOnePlusMinus(-excess / Shape, total / (1 + Ratio), Shape));
        return Math.Exp(
            deviance + (0.5 * (Math.Log(Shape / total) - Math.Log(2 * Math.PI * m)))
            + SpecialFunctions.StirlingCorrection(total) - SpecialFunctions.StirlingCorrection(m) - SpecialFunctions.StirlingCorrection(Shape));

        // ln(1 + w) - w with 1 + w = expected/actual; near -1 the sum 1 + w has lost the digits that the quotient keeps.
        static double LogOnePlusMinus(double w, double expected, double actual) =>
            w > -0.5 ? SpecialFunctions.Log1pMinusIdentity(w) : Math.Log(expected / actual) - w;
    }

    // P(N >= n).
    public double AtLeast(long n)
    {
        if (n <= 0)
        {
            return 1;
        }

        if (n == 1)
        {
            return -SpecialFunctions.Expm1(-LogNone);
        }

        if (Z == 0)
        {
            return 0;
        }

        // I_z(n, shape), by its continued fraction where that converges fast.
        if (Z < (n + 1) / (n + Shape + 2))
        {
            return Math.Min(1, Exactly(n) * Fraction(n, Shape, Z));
        }

        // The complement's fraction takes 1 - z from 1, which a large shape multiplies; a few factors do not, and here their sum is no longer near all.
        return LogNone < 1 || (n <= PlainFactors && LogNone < 600) ? FromFirstFactors(n) : 1 - Math.Min(1, Exactly(n) * (n / Shape) * Fraction(Shape, n, 1 / (1 + Ratio)));
    }

    // 1 - e^-L (1 + q): L = -shape ln(1 - z) and q are near each other only where z^n is small, and there the fraction converges.
    private double FromFirstFactors(long n)
    {
        double term = 1, sum = 0;
        for (var i = 1L; i < n; i++)
        {
            term *= (Shape + (i - 1)) / i * Z;
            sum += term;
            if (term < 1e-18 * sum)
            {
                break;
            }
        }

        return -SpecialFunctions.Expm1(SpecialFunctions.Log1p(sum) - LogNone);
    }

    // The continued fraction of I_x(a, b) a B(a, b) x^-a (1 - x)^-b (DLMF 8.17.22), by the method of Lentz.
    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        double c = 1, value = 1;
        var d = NonZero(1 - ((a + b) * x / (a + 1)));
        d = 1 / d;
        value = d;
        for (var m = 1; m <= 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2d * m) - 1) * (a + (2d * m)));
            d = 1 / NonZero(1 + (even * d));
            c = NonZero(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2d * m)) * (a + (2d * m) + 1));
            d = 1 / NonZero(1 + (odd * d));
            c = NonZero(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) <= 2.3e-16)
            {
                break;
            }
        }

        return value;

        static double NonZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }
}
