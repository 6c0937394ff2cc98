using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// What is ahead of a customer who is there, buys with probability Beta(a, b) and leaves with probability Beta(g, d).
internal readonly struct OpportunitiesAhead(double a, double b, double g, double d)
{
    private const double Largest = 1e200;

    // Products are set anew from logarithms after so many factors, before their rounding adds up; a sum ends where its terms have fallen below this share of it.
    private const int Stretch = 512;
    private const double Negligible = 1e-22;

    // a/(a + b) times the sum over j = 1 to m of P(there at j) = (d)_j/(g + d)_j. The sum is d/(g - 1) (1 - (d + 1)_m/(g + d)_m): the quotient is e^-v, and v over
    // g - 1 is ordinary at g = 1.
    public double ExpectedPurchases(int opportunities)
    {
        if (opportunities == 0)
        {
            return 0;
        }

        var rest = g - 1;
        double presence;
        if (Math.Abs(rest) < 1e-200)
        {
            presence = SpecialFunctions.LogBetaQuotient(1e-200, d + 1, opportunities) / 1e-200;
        }
        else
        {
            var v = rest > 0 ? SpecialFunctions.LogBetaQuotient(rest, d + 1, opportunities) : -SpecialFunctions.LogBetaQuotient(-rest, g + d, opportunities);
            presence = -SpecialFunctions.Expm1(-v) / rest;
        }

        return a / (a + b) * d * presence;
    }

    // a/(a + b) times the sum over j of (d)_j/(g + d)_j (1 + rate)^-j, a 2F1 at 1/(1 + rate); Pfaff's transformation puts it at -1/rate, where no digits of a small rate are lost.
    public double DiscountedPurchases(double rate) =>
        a / (a + b) * (d / (g + d)) / rate * SpecialFunctions.Hypergeometric2F1(1, g, g + d + 1, -1 / rate);

    // The same sum up to opportunity m.
    public double DiscountedPurchases(double rate, int opportunities)
    {
        var logFactor = SpecialFunctions.Log1p(rate);
        var (shape, start) = (g, d);
        double sum = 0, term = 1;
        for (var j = 1; j <= opportunities; j++)
        {
            term *= (start + (j - 1)) / (shape + start + (j - 1)) / (1 + rate);
            if (j % Stretch == 0)
            {
                term = Worth(j);
                if (SmoothSum.IsGentle(j, Slope(j)))
                {
                    sum += SmoothSum.Of((at, _) => Worth(at), Slope, j, opportunities + 1d, sum);
                    break;
                }
            }

            sum += term;
            if (term <= Negligible * sum)
            {
                break;
            }
        }

        return a / (a + b) * sum;

        double Worth(double at) => Math.Exp(-SpecialFunctions.LogBetaQuotient(shape, start, at) - (at * logFactor));

        double Slope(double at) => (shape / (shape + start + at)) + logFactor;
    }

    // Gone before opportunity i + 1 after n purchases at i ones, for each i, or there for all of them: sums over the number of purchases of whoever is there.
    public double Probability(int opportunities, int purchases)
    {
        if (purchases > opportunities)
        {
            return 0;
        }

        // From the first term on, where all opportunities are used, each weight follows from the one before.
        double weight = 1, sum = 0;
        var scale = -SpecialFunctions.LogBetaQuotient(b, a, purchases) - SpecialFunctions.LogBetaQuotient(g, d, purchases);
        for (var i = purchases; i < opportunities; i++)
        {
            var (there, idle, seen) = (d + i, b + (i - purchases), a + b + i);
            sum += weight * (g / (g + there));
            weight *= (i + 1d) / (i + 1 - purchases) * (idle / seen) * (there / (g + there));
            if (weight > Largest)
            {
                scale += Math.Log(weight);
                sum /= weight;
                weight = 1;
            }
        }

        return Math.Min(1, Math.Exp(scale + Math.Log(sum + weight)));
    }
}
