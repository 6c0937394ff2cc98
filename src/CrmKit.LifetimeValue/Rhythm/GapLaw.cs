using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The next gap at one regularity k after n gaps: k gap/(alpha + k S) ~ BetaPrime(k, k n + r), so that with z = c/(c + t), c = S + alpha/k, it exceeds t with
// chance I_z(k n + r, k). What depends on the sums of the gaps is left out, so that customers with equally many gaps share a law.
internal readonly struct GapLaw
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private readonly IncompleteBeta _beta;
    private readonly double _r;
    private readonly int _n;
    private readonly double _constant;

    public GapLaw(double k, double r, int n)
    {
        K = k;
        _r = r;
        _n = n;
        Shape = (k * n) + r;
        _beta = new IncompleteBeta(Shape, k);

        // With Stirling's formula in Gamma(k n + r) and Gamma(k)^n what grows with n meets in the logarithm of geometric over arithmetic mean.
        _constant = ((r - 0.5) * Math.Log(Shape)) - r - SpecialFunctions.LogGamma(r) + HalfLogTwoPi + SpecialFunctions.StirlingCorrection(Shape)
            + (n * ((0.5 * Math.Log(k)) - HalfLogTwoPi - SpecialFunctions.StirlingCorrection(k)));
    }

    public double K { get; }

    /// <summary>k n + r.</summary>
    public double Shape { get; }

    // ln of the chance that the gap exceeds t, and of t times its density at t.
    public double LogSurvival(double scale, double t, out double logDensityTimes) => _beta.LogP(scale / (scale + t), t / (scale + t), out logDensityTimes);

    // ln of the density of n gaps with this sum and this sum of logarithms: the integral over theta ~ Gamma(r, alpha) of the product of Gamma(k, k theta) densities.
    public double LogLikelihood(double alpha, double sum, double sumLog)
    {
        if (_n == 0)
        {
            return 0;
        }

        var stages = K * _n;
        return (stages * ((sumLog / _n) - Math.Log(sum / _n) + SpecialFunctions.Log1p(_r / stages) - SpecialFunctions.Log1p(alpha / (K * sum))))
            - (_r * SpecialFunctions.Log1p(K * sum / alpha)) - sumLog + _constant;
    }
}
