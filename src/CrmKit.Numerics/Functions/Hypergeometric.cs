namespace CrmKit.Numerics;

// 2F1 as sign, logarithm of the magnitude and, where the value is within a factor of two of 1, its excess over 1 (else NaN).
internal static class Hypergeometric
{
    private const int MaxTerms = 4000;

    public static (int Sign, double Logarithm, double Excess) Compute(double a, double b, double c, double z)
    {
        Require(IsAdmissible(a), nameof(a), a, "above 0 and finite, or an integer");
        Require(IsAdmissible(b), nameof(b), b, "above 0 and finite, or an integer");
        Require(c > 0 && double.IsFinite(c), nameof(c), c, "above 0 and finite");
        Require(z < 1 && double.IsFinite(z), nameof(z), z, "below 1 and finite");
        if (a <= 0 || b <= 0)
        {
            // The larger of two such integers ends the sum first.
            return b <= 0 && (a > 0 || b >= a) ? Polynomial.Sum(a, b, c, z) : Polynomial.Sum(b, a, c, z);
        }

        if (a == c || b == c)
        {
            return OfLogarithm(-(a == c ? b : a) * SpecialFunctions.Log1p(-z));
        }

        if (z == 0 || IsShortSeries(a, b, c, z))
        {
            var (sum, logScale, ended) = Series(a, b, c, z);
            if (ended)
            {
                return logScale == 0 ? OfExcess(sum) : OfLogarithm(Math.Log(sum) + logScale);
            }
        }

        return c > Math.Min(a, b) ? OfIntegral(a, b, c, z) : Downwards(a, b, c, z);
    }

    public static (int Sign, double Logarithm, double Excess) OfLogarithm(double logarithm) =>
        (1, logarithm, Math.Abs(logarithm) < 0.6 ? SpecialFunctions.Expm1(logarithm) : double.NaN);

    public static (int Sign, double Logarithm, double Excess) OfExcess(double excess) =>
        excess > -0.5 && excess < 1 ? (1, SpecialFunctions.Log1p(excess), excess)
        : (Math.Sign(1 + excess), Math.Log(Math.Abs(1 + excess)), double.NaN);

    private static bool IsAdmissible(double value) => double.IsFinite(value) && (value > 0 || value == Math.Floor(value));

    private static void Require(bool admissible, string name, double value, string range)
    {
        if (!admissible)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The argument must be {range}.");
        }
    }

    // All terms positive, or so small that the first one rules.
    private static bool IsShortSeries(double a, double b, double c, double z) =>
        z > 0 ? z <= 0.9 || c <= Math.Min(a, b) : z > -0.2 && a * b * -z <= 0.2 * c && (a + 1) * (b + 1) * -z <= 0.4 * (c + 1);

    // The terms after the first one, times e^-LogScale; with a scale the first one counts no more.
    private static (double Sum, double LogScale, bool Ended) Series(double a, double b, double c, double z)
    {
        double term = 1, sum = 0, logScale = 0;
        for (var k = 0; k < MaxTerms; k++)
        {
            term *= (a + k) / (c + k) * ((b + k) / (k + 1)) * z;
            sum += term;
            if (Math.Abs(sum) > 1e200)
            {
                (sum, term, logScale) = (sum * 1e-200, term * 1e-200, logScale + (200 * Math.Log(10)));
            }

            // The ratio of terms tends to z and is monotone from some point on.
            var ratio = (a + k + 1) / (c + k + 1) * ((b + k + 1) / (k + 2)) * Math.Abs(z);
            var next = Math.Max(ratio, Math.Abs(z));
            if (next < 1 && Math.Abs(term) * next <= 1e-17 * (1 - next) * Math.Abs(sum))
            {
                return (sum, logScale, true);
            }
        }

        return (sum, logScale, false);
    }

    // The average of (1 - z t)^-a over t ~ Beta(b, c - b). The smaller one of a and b is the power where c allows it: a gentle power forgives the rounding of c - b.
    private static (int Sign, double Logarithm, double Excess) OfIntegral(double a, double b, double c, double z)
    {
        if (c <= b || (c > a && a > b))
        {
            (a, b) = (b, a);
        }

        var average = new BetaAverage(a, b, c - b, z);
        var rough = average.Logarithm();
        return Math.Abs(rough) < 0.6 ? OfExcess(average.Excess()) : OfLogarithm(rough);
    }

    // c at or below a and b. One step down, F(c) = F(c + 1) + a b z/(c (c + 1)) F(a + 1, b + 1; c + 2), by comparing series; further ones by A&S 15.2.12.
    // For z above 0 all terms of both are positive.
    private static (int Sign, double Logarithm, double Excess) Downwards(double a, double b, double c, double z)
    {
        var steps = (int)Math.Min(1_000_000, Math.Floor(Math.Min(a, b) - c));
        var top = c + steps;
        var (sign, above, excess) = Compute(a, b, top + 1, z);
        var (shiftedSign, shifted, _) = Compute(a + 1, b + 1, top + 2, z);
        var extra = shiftedSign * Math.Exp(Math.Log(a / top * (b / (top + 1)) * Math.Abs(z)) + shifted - above) * Math.Sign(z);
        if (steps == 0)
        {
            return !double.IsNaN(excess) && Math.Abs(extra) < 1 ? OfExcess(excess + (extra * (1 + excess))) : Signed(sign + extra, above);
        }

        double logScale = above, previous = sign, here = sign + extra;
        for (; steps > 0; steps--)
        {
            var (at, below) = (c + steps, c + (steps - 1));

            // (at - 1) - (2 at - a - b - 1) z, written without its cancellation near z = 1.
            var middle = (below * (1 - z)) + ((a + b - at) * z);
            var next = ((middle * here) + ((at - a) / at * (at - b) * z * previous)) / (below * (1 - z));
            (previous, here) = (here, next);
            if (Math.Abs(here) is > 1e200 or < 1e-200 && here != 0)
            {
                logScale += Math.Log(Math.Abs(here));
                previous /= Math.Abs(here);
                here = Math.Sign(here);
            }
        }

        return Signed(here, logScale);
    }

    private static (int Sign, double Logarithm, double Excess) Signed(double value, double logScale) =>
        value > 0 ? OfLogarithm(logScale + Math.Log(value)) : (Math.Sign(value), logScale + Math.Log(Math.Abs(value)), double.NaN);
}
