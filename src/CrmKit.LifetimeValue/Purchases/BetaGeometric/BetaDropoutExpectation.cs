using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Expected purchases within t of a customer who is alive: rate Gamma(r, alpha), left after each purchase with probability p ~ Beta(a, b).
// FHL (2005) write it with a 2F1 over a - 1, which cancels to nothing near a = 1 and for heavy buyers. Two forms of positive terms instead:
//   sum over n of P(N = n) S_n, N negative binomial (r, t/(alpha + t)), S_n = sum over j < n of E[(1 - p)^j];
//   the integral over p of (1 - (1 + p t/alpha)^-r)/p Beta(p; a, b).
internal static class BetaDropoutExpectation
{
    private const int MaxTerms = 1500;
    private const double MaxLogNone = 600;

    public static double Compute(double r, double alpha, double a, double b, double t)
    {
        if (t == 0)
        {
            return 0;
        }

        // Beyond this the answer no longer depends on the ratio within what a double can hold.
        var ratio = Math.Min(t / alpha, 1e300 / Math.Max(1, r));
        var logNone = r * SpecialFunctions.Log1p(ratio);
        var mean = r * ratio;
        var terms = mean + (9 * Math.Sqrt(mean * (1 + ratio))) + (40 * (1 + ratio));
        return terms <= MaxTerms && logNone <= MaxLogNone
            ? Series(r, t / (alpha + t), a, b, logNone)
            : Integral(r, ratio, a, b);
    }

    private static double Series(double r, double z, double a, double b, double logNone)
    {
        var weight = Math.Exp(-logNone);
        double still = 1;
        double purchases = 0;
        double sum = 0;
        for (var n = 1; ; n++)
        {
            weight *= (r + (n - 1)) / n * z;
            purchases += still;
            still *= (b + (n - 1)) / (a + b + (n - 1));
            var term = weight * purchases;
            sum += term;

            // The terms that follow fall at least as fast as a geometric series of this ratio, for S_n grows no faster than n.
            var next = Math.Max(z, (r + n) / (n + 1d) * z) * (1 + (1d / n));
            if (next < 1 && term * next <= 1e-17 * (1 - next) * sum)
            {
                return sum;
            }
        }
    }

    // Trapezoid in u = ln(p/(1 - p)), numerator and Beta normaliser on the same nodes. Both are analytic in a strip and fall exponentially, where
    // the trapezoid errs by exp(-2 pi width/h); once p or 1 - p is below rounding, the rest of the grid is a geometric series and is added as such,
    // so that a = 1e-8 costs no more than a = 1. Nodes start at the peak, where the weight is 1: large a and b only narrow the grid.
    private static double Integral(double r, double ratio, double a, double b)
    {
        var mode = a / (a + b);
        var opposite = b / (a + b);
        var centre = Math.Log(a) - Math.Log(b);
        var h = Math.Min(0.22, Math.Sqrt((1 / a) + (1 / b)) / 1.8);
        var atZero = r * ratio;
        var far = 42 + Math.Log(1 + b + a + r + atZero);
        var (numerator, normaliser) = (Gain(mode), 1d);

        double weight = 1;
        for (var k = 1; ; k++)
        {
            // To the left: p falls as e^u, the gain rises to r t/alpha, the weight falls as e^(a u).
            var d = -k * h;
            var before = weight;
            weight = Weight(d);
            if (centre + d < -far)
            {
                var rest = weight / -SpecialFunctions.Expm1(-a * h);
                numerator += atZero * rest;
                normaliser += rest;
                break;
            }

            numerator += weight * Gain(P(d));
            normaliser += weight;
            if (IsSpent(before, weight, atZero, numerator))
            {
                break;
            }
        }

        weight = 1;
        for (var k = 1; ; k++)
        {
            // To the right: the gain only falls, the weight falls as e^(-b u).
            var d = k * h;
            var before = weight;
            weight = Weight(d);
            var gain = Gain(P(d));
            if (centre + d > far)
            {
                var rest = weight / -SpecialFunctions.Expm1(-b * h);
                numerator += gain * rest;
                normaliser += rest;
                break;
            }

            numerator += weight * gain;
            normaliser += weight;
            if (IsSpent(before, weight, gain, numerator))
            {
                break;
            }
        }

        return numerator / normaliser;

        // p at distance d from the mode on the logit scale.
        double P(double d) => d > 0
            ? mode / (mode + (opposite * Math.Exp(-d)))
            : mode * Math.Exp(d) / (1 + (mode * SpecialFunctions.Expm1(d)));

        // p^a (1 - p)^b over its value at the mode; written in d, a million times ln p is never subtracted from itself.
        double Weight(double d) => d > 0
            ? Math.Exp((-b * d) - ((a + b) * SpecialFunctions.Log1p(opposite * SpecialFunctions.Expm1(-d))))
            : Math.Exp((a * d) - ((a + b) * SpecialFunctions.Log1p(mode * SpecialFunctions.Expm1(d))));

        double Gain(double p) => p * ratio < 1e-300 || p < 1e-300 ? atZero : -SpecialFunctions.Expm1(-r * SpecialFunctions.Log1p(p * ratio)) / p;

        // The weight is log-concave, so that its rest is below a geometric series; the gain is below its bound.
        bool IsSpent(double before, double now, double gainAtMost, double sum)
        {
            var fall = now / before;
            return now == 0 || (fall < 1 && now * fall <= 1e-18 * (1 - fall) * Math.Min(normaliser, sum / gainAtMost));
        }
    }
}
