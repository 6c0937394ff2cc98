using CrmKit.Numerics;

namespace CrmKit.Churn;

// ln Gamma, psi and psi' at the corners y, y + a, y + d, y + a + d. The mixed difference of ln Gamma is -ln of the chance to survive in both models of contract
// churn; it is right to some 1e-14 for any positive arguments, since no two large numbers are subtracted.
internal static class GammaCorners
{
    // From here on six terms of Stirling's series are exact to rounding.
    private const double AsymptoticFrom = 16;

    // Abramowitz and Stegun 6.1.41: ln Gamma(z) = (z - 1/2) ln z - z + ln(2 pi)/2 + the sum of these times z^-1, z^-3, ...
    private static ReadOnlySpan<double> LogGammaSeries => [1d / 12, -1d / 360, 1d / 1260, -1d / 1680, 1d / 1188, -691d / 360360];

    // 6.3.18 and 6.4.12: psi(z) = ln z - 1/(2z) - the sum times z^-2, z^-4, ...; psi'(z) = 1/z + 1/(2z²) + the sum times z^-3, z^-5, ...
    private static ReadOnlySpan<double> DigammaSeries => [1d / 12, -1d / 120, 1d / 252, -1d / 240, 1d / 132, -691d / 32760, 1d / 12];

    private static ReadOnlySpan<double> TrigammaSeries => [1d / 6, -1d / 30, 1d / 42, -1d / 30, 5d / 66, -691d / 2730, 7d / 6];

    // ln Gamma(y + a + d) - ln Gamma(y + a) - ln Gamma(y + d) + ln Gamma(y): 0 or more, symmetric in a and d.
    public static double LogGammaMixed(double y, double a, double d)
    {
        double sum = 0;
        for (; y < AsymptoticFrom; y += 1)
        {
            sum += SpecialFunctions.Log1p(a / y * (d / (y + a + d)));
        }

        var (u, v) = a > d ? (a / y, d / y) : (d / y, a / y);
        var common = SpecialFunctions.Log1p(u / (1 + u + v) * v);

        // The mixed difference of z ln z over y, with u the larger one: what v - (1 + v) ln(1 + v) leaves is no smaller than the rest of it.
        var entropy = (v * SpecialFunctions.Log1p(u)) + (u * SpecialFunctions.Log1p(v / (1 + u))) - ((1 + v) * common);
        var reciprocal = CornerDifferences.Reciprocal(y, a, d);
        var square = reciprocal * reciprocal;
        var power = reciprocal;
        double correction = 0;
        foreach (var coefficient in LogGammaSeries)
        {
            correction += coefficient * power.Mixed;
            power *= square;
        }

        return sum + (y * entropy) + (0.5 * common) + correction;
    }

    public static CornerDifferences Digamma(double y, double a, double d)
    {
        var below = default(CornerDifferences);
        for (; y < AsymptoticFrom; y += 1)
        {
            below = below.Plus(-1, CornerDifferences.Reciprocal(y, a, d));
        }

        var reciprocal = CornerDifferences.Reciprocal(y, a, d);
        var square = reciprocal * reciprocal;
        var power = square;
        var sum = CornerDifferences.Logarithm(y, a, d).Plus(-0.5, reciprocal);
        foreach (var coefficient in DigammaSeries)
        {
            sum = sum.Plus(-coefficient, power);
            power *= square;
        }

        return sum.Plus(1, below);
    }

    public static CornerDifferences Trigamma(double y, double a, double d)
    {
        var below = default(CornerDifferences);
        for (; y < AsymptoticFrom; y += 1)
        {
            var step = CornerDifferences.Reciprocal(y, a, d);
            below = below.Plus(1, step * step);
        }

        var reciprocal = CornerDifferences.Reciprocal(y, a, d);
        var square = reciprocal * reciprocal;
        var power = square * reciprocal;
        var sum = reciprocal.Plus(0.5, square);
        foreach (var coefficient in TrigammaSeries)
        {
            sum = sum.Plus(coefficient, power);
            power *= square;
        }

        return sum.Plus(1, below);
    }
}
