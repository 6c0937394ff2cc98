using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// A customer who is there, buys with probability Beta(a, b) and leaves with probability Beta(g, d), at opportunities of which none is used:
//   Death    = sum over i of P(there and silent for i) P(leaves at i + 1 | that),
//   Purchase = sum over i of P(there and silent for i) P(stays and buys at i + 1 | that),
//   Neither  = P(there and silent for all),
// so that Death + Purchase + Neither = 1. Every term is positive, and each follows from the one before by a quotient.
internal readonly struct QuietOpportunities(double a, double b, double g, double d, int count)
{
    // Products are set anew from logarithms after so many factors, before their rounding adds up.
    private const int Stretch = 512;
    private const double Negligible = 1e-18;

    // ln(Death + Neither). Where a purchase was unlikely, 1 minus that chance keeps the digits.
    public double LogChance()
    {
        if (count == 0)
        {
            return 0;
        }

        var death = Sum(purchase: false);
        var logNeither = -LogSilence(count);
        return death + Math.Exp(logNeither) > 0.5
            ? SpecialFunctions.Log1p(-Sum(purchase: true))
            : LogSum(Math.Log(death), logNeither);
    }

    // Gone before the last of the opportunities against still there.
    public double LogOddsOfDeath() => count == 0 ? double.NegativeInfinity : Math.Log(Sum(purchase: false)) + LogSilence(count);

    // Of the silence, at an index that need not be whole.
    private double Slope(double at) => (a / (a + b + at)) + (g / (g + d + at));

    private double Term(double at, bool purchase) =>
        Math.Exp(-LogSilence(at)) * (purchase ? (d + at) / (g + d + at) * (a / (a + b + at)) : g / (g + d + at));

    private double LogSilence(double opportunities) => SpecialFunctions.LogBetaQuotient(a, b, opportunities) + SpecialFunctions.LogBetaQuotient(g, d, opportunities);

    private double Sum(bool purchase)
    {
        double sum = 0, silent = 1;
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && i % Stretch == 0)
            {
                silent = Math.Exp(-LogSilence(i));
                if (SmoothSum.IsGentle(i, Slope(i)))
                {
                    var terms = this;
                    return sum + SmoothSum.Of((at, _) => terms.Term(at, purchase), terms.Slope, i, count, sum);
                }
            }

            var (there, idle) = (d + i, b + i);
            sum += silent * (purchase ? there / (g + there) * (a / (a + idle)) : g / (g + there));
            silent *= idle / (a + idle) * (there / (g + there));
            if (silent <= Negligible * sum)
            {
                break;
            }
        }

        return sum;
    }

    private static double LogSum(double one, double other)
    {
        var (larger, smaller) = one > other ? (one, other) : (other, one);
        return larger + SpecialFunctions.Log1p(Math.Exp(smaller - larger));
    }
}
