using CrmKit.Numerics;

namespace CrmKit.Churn;

// -ln S for customers whose chance to leave at a unit of x = t^c is Beta distributed: S = B(alpha, beta + x)/B(alpha, beta).
internal static class BetaMixture
{
    // Beyond this power the gamma quotient is (x)^alpha to rounding, and only its logarithm is formed.
    public const double LargestLog = 460;
    public static readonly double Largest = Math.Exp(LargestLog);

    public static double Exponent(double alpha, double beta, double c, double from, double to, double logTo)
    {
        var log = c * logTo;
        if (from <= 0)
        {
            return log > LargestLog
                ? GammaCorners.LogGammaMixed(beta, alpha, Largest) + (alpha * (log - LargestLog))
                : GammaCorners.LogGammaMixed(beta, alpha, Power(to, c, log));
        }

        var logFrom = Math.Log(from);
        var growth = c * LogRatio(from, to, logFrom, logTo);
        if (c * logFrom > LargestLog)
        {
            return alpha * growth;
        }

        var before = Power(from, c, c * logFrom);
        return log > LargestLog
            ? GammaCorners.LogGammaMixed(beta + before, alpha, Largest) + (alpha * (log - LargestLog))
            : GammaCorners.LogGammaMixed(beta + before, alpha, before * SpecialFunctions.Expm1(growth));
    }

    public static (double Slope, double Power) SlopeAt(double alpha, double beta, double c, double time)
    {
        var log = c * Math.Log(time);
        if (log > LargestLog)
        {
            return (alpha * c / time, alpha * c);
        }

        var x = Math.Pow(time, c);
        var slope = GammaCorners.Digamma(beta + x, alpha, 0).AB * c * (x / time);

        // Far out S is a power of t whatever c is.
        return (slope, x > 1e8 * (1 + alpha + beta) ? Math.Min(c, alpha * c) : c);
    }

    // ln(to/from), by the difference of the two where they are near.
    public static double LogRatio(double from, double to, double logFrom, double logTo) =>
        to < 2 * from ? SpecialFunctions.Log1p((to - from) / from) : logTo - logFrom;

    private static double Power(double time, double c, double log) => double.IsPositiveInfinity(time) ? Math.Exp(log) : Math.Pow(time, c);
}
