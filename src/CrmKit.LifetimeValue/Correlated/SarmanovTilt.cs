using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// What dependence does to independent rates: lambda ~ Gamma(r, alpha) and mu ~ Gamma(s, beta) get the weight 1 + m (u - c1)(v - c2), u = e^-lambda, v = e^-mu, c1 and c2
// their means (Lee 1996; Park and Fader 2004). Under any gamma posterior of the two the weight's mean is the same expression in the means of u and v there, and it is
//   k11 u v + k10 u (1 - v) + k01 (1 - u) v + k00 (1 - u)(1 - v), with k_ij = 1 + m (i - c1)(j - c2) >= 0 for admissible m:
// a sum of positive terms. It stands under the integral over the unseen lifetime, so that no likelihood is a difference of likelihoods.
internal readonly struct SarmanovTilt
{
    // Below any weight that a valid model gives a history; keeps logarithms finite where the means of u or v underflow.
    private const double Smallest = 1e-300;
    private readonly double _logC1;
    private readonly double _logC2;
    private readonly double _c1;
    private readonly double _c2;

    public SarmanovTilt(double r, double alpha, double s, double beta, double m)
    {
        (_logC1, _logC2, M) = (LogMean(r, alpha), LogMean(s, beta), m);
        (_c1, _c2) = (Math.Exp(_logC1), Math.Exp(_logC2));
    }

    public double M { get; }

    // ln E[e^-rate] of a gamma distribution: -shape ln(1 + 1/scale).
    public static double LogMean(double shape, double scale) => -shape * SpecialFunctions.Log1p(1 / scale);

    // rho - c from the two logarithms, to the last digits where both are near 1.
    public static double Excess(double logRho, double logC) => logC > -600 && Math.Abs(logRho - logC) < 0.5
        ? Math.Exp(logC) * SpecialFunctions.Expm1(logRho - logC)
        : Math.Exp(logRho) - Math.Exp(logC);

    // The mean of the weight where u and v have the means given by their logarithms.
    public double At(double logU, double logV)
    {
        var excess = Product(logU, logV);
        return excess > -0.5 ? 1 + excess : Corners(logU, logV);
    }

    public double LogAt(double logU, double logV)
    {
        var excess = Product(logU, logV);
        return excess > -0.5 ? SpecialFunctions.Log1p(excess) : Math.Log(Corners(logU, logV));
    }

    private double Product(double logU, double logV) => M == 0 ? 0 : M * Excess(logU, _logC1) * Excess(logV, _logC2);

    private double Corners(double logU, double logV)
    {
        var (u, v) = (Math.Exp(logU), Math.Exp(logV));
        var (notU, notV) = (-SpecialFunctions.Expm1(logU), -SpecialFunctions.Expm1(logV));
        return Math.Max(Smallest, (u * ((Corner(1, 1) * v) + (Corner(1, 0) * notV))) + (notU * ((Corner(0, 1) * v) + (Corner(0, 0) * notV))));
    }

    // k_ij; at the ends of the range of m one of them is zero but for rounding.
    public double Corner(int i, int j) => Math.Max(0, 1 + (M * (i == 1 ? -Expm1C(_logC1) : -_c1) * (j == 1 ? -Expm1C(_logC2) : -_c2)));

    private static double Expm1C(double logC) => SpecialFunctions.Expm1(logC);
}
