using CrmKit.Numerics;

namespace CrmKit.Churn;

// The upper tail of the standard normal distribution, right in both tails.
internal static class NormalLaw
{
    public const double HalfLogTwoPi = 0.91893853320467274178;
    private const double RootHalfPi = 1.2533141373155002512;

    // W. J. Cody (1969), "Rational Chebyshev approximations for the error function", Mathematics of Computation 23: tables II and III.
    private static ReadOnlySpan<double> MiddleTop =>
    [
        2.15311535474403846e-8, 0.564188496988670089, 8.88314979438837594, 66.1191906371416295, 298.635138197400131, 881.95222124176909, 1712.04761263407058,
        2051.07837782607147, 1230.33935479799725,
    ];

    private static ReadOnlySpan<double> MiddleBottom =>
    [
        1, 15.7449261107098347, 117.693950891312499, 537.181101862009858, 1621.38957456669019, 3290.79923573345963, 4362.61909014324716, 3439.36767414372164,
        1230.33935480374942,
    ];

    private static ReadOnlySpan<double> FarTop =>
        [0.0163153871373020978, 0.305326634961232344, 0.360344899949804439, 0.125781726111229246, 0.0160837851487422766, 6.58749161529837803e-4];

    private static ReadOnlySpan<double> FarBottom =>
        [1, 2.56852019228982242, 1.87295284992346725, 0.527905102951428412, 0.0605183413124413191, 0.00233520497626869185];

    private static ReadOnlySpan<double> NearTop => [0.185777706184603153, 3.16112374387056560, 113.864154151050156, 377.485237685302021, 3209.37758913846947];

    private static ReadOnlySpan<double> NearBottom => [1, 23.6012909523441209, 244.024637934444173, 1282.61652607737228, 2844.23683343917062];

    // (1 - Phi(z))/phi(z), Mills' ratio; infinite below -38.
    public static double Mills(double z) => z >= 0 ? RootHalfPi * ScaledErfc(z / Math.Sqrt(2)) : Tail(z) * Math.Exp((z * z / 2) + HalfLogTwoPi);

    public static double Tail(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        if (x < 0.46875)
        {
            return 0.5 * (1 - (Math.CopySign(1, z) * NearErf(x)));
        }

        var tail = 0.5 * ScaledErfc(x) * Math.Exp(-z * z / 2);
        return z > 0 ? tail : 1 - tail;
    }

    public static double LogTail(double z)
    {
        if (z > 0.5)
        {
            return Math.Log(0.5 * ScaledErfc(z / Math.Sqrt(2))) - (z * z / 2);
        }

        return z > -0.5 ? Math.Log(Tail(z)) : SpecialFunctions.Log1p(-Tail(-z));
    }

    // phi/(1 - Phi), the hazard, and its derivative, hazard (hazard - z).
    public static (double Hazard, double Slope) Hazard(double z)
    {
        if (z > 60)
        {
            // The continued fraction of Mills' ratio: hazard - z itself, which the difference would lose.
            var excess = 0d;
            for (var k = 12; k >= 1; k--)
            {
                excess = k / (z + excess);
            }

            return (z + excess, (z + excess) * excess);
        }

        var hazard = z >= 0 ? 1 / Mills(z) : Math.Exp((-z * z / 2) - HalfLogTwoPi) / Tail(z);
        return (hazard, hazard * (hazard - z));
    }

    // e^(x²) erfc(x) for x of 0 or more.
    private static double ScaledErfc(double x)
    {
        if (x < 0.46875)
        {
            return Math.Exp(x * x) * (1 - NearErf(x));
        }

        if (x <= 4)
        {
            return Quotient(MiddleTop, MiddleBottom, x);
        }

        var square = 1 / (x * x);
        return (0.56418958354775628695 - (square * Quotient(FarTop, FarBottom, square))) / x;
    }

    private static double NearErf(double x) => x * Quotient(NearTop, NearBottom, x * x);

    private static double Quotient(ReadOnlySpan<double> top, ReadOnlySpan<double> bottom, double x)
    {
        var (above, below) = (0d, 0d);
        for (var i = 0; i < top.Length; i++)
        {
            above = (above * x) + top[i];
            below = (below * x) + bottom[i];
        }

        return above / below;
    }
}
