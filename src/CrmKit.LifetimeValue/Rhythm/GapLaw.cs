using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The next gap at one regularity k: k gap/(alpha + k S) ~ BetaPrime(k, k n + r), so that with z = c/(c + t), c = S + alpha/k, it exceeds t with chance I_z(k n + r, k).
internal readonly record struct GapLaw(double K, double Shape, double Scale)
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    public static GapLaw Of(double k, double r, double alpha, int n, double sum) => new(k, (k * n) + r, sum + (alpha / k));

    // ln of the chance that the gap exceeds t.
    public double LogSurvival(double t) => SpecialFunctions.LogBetaP(Shape, K, Scale / (Scale + t), t / (Scale + t));

    // ln of t times the density at t.
    public double LogDensityTimes(double t) => SpecialFunctions.LogBetaPower(Shape, K, Scale / (Scale + t), t / (Scale + t));

    // ln of the density of n gaps with this sum and this sum of logarithms: the integral over theta ~ Gamma(r, alpha) of the product of Gamma(k, k theta) densities.
    // With Stirling's formula in Gamma(k n + r) and Gamma(k)^n what grows with n meets in the logarithm of geometric over arithmetic mean.
    public static double LogLikelihood(double k, double r, double alpha, int n, double sum, double sumLog)
    {
        if (n == 0)
        {
            return 0;
        }

        var stages = k * n;
        var shape = stages + r;
        return (stages * ((sumLog / n) - Math.Log(sum / n) + SpecialFunctions.Log1p(r / stages) - SpecialFunctions.Log1p(alpha / (k * sum))))
            + ((r - 0.5) * Math.Log(shape)) - r - (r * SpecialFunctions.Log1p(k * sum / alpha)) - SpecialFunctions.LogGamma(r)
            + (n * ((0.5 * Math.Log(k)) - HalfLogTwoPi - SpecialFunctions.StirlingCorrection(k)))
            + HalfLogTwoPi + SpecialFunctions.StirlingCorrection(shape) - sumLog;
    }
}
