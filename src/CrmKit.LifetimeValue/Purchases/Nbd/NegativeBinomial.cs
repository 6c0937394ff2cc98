using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The number of purchases in a time t of customers with rates Gamma(r, alpha): P(N = n) = Gamma(r + n)/(Gamma(r) n!) (alpha/(alpha + t))^r (t/(alpha + t))^n.
internal static class NegativeBinomial
{
    private const double LogTwoPi = 1.8378770664093454836;

    // Loader (2000): with M = r + n, p = alpha/(alpha + t) and q = 1 - p the large parts meet in the deviances r ln(r/(M p)) and n ln(n/(M q)), of which only
    // what exceeds r - M p and n - M q is left.
    public static double LogProbability(double r, double alpha, double t, int n)
    {
        if (n == 0)
        {
            return -r * SpecialFunctions.Log1p(t / alpha);
        }

        if (t == 0)
        {
            return double.NegativeInfinity;
        }

        var m = r + n;
        var (p, q) = (alpha / (alpha + t), t / (alpha + t));
        var excess = ((r * t) - (n * alpha)) / (alpha + t);
        return SpecialFunctions.StirlingCorrection(m) - SpecialFunctions.StirlingCorrection(r) - SpecialFunctions.StirlingCorrection(n)
            + (0.5 * (Math.Log(r) - Math.Log(m) - Math.Log(n) - LogTwoPi))
            - Deviance(r, m * p, excess) - Deviance(n, m * q, -excess);
    }

    // x ln(x/mean) - (x - mean), with x - mean given.
    private static double Deviance(double x, double mean, double difference) =>
        Math.Abs(difference) < 0.5 * x
            ? -x * SpecialFunctions.Log1pMinusIdentity(-difference / x)
            : (x * (Math.Log(x) - Math.Log(mean))) - difference;
}
