namespace CrmKit.Numerics;

public static partial class SpecialFunctions
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double OneMinusEulerGamma = 0.42278433509846713939;
    private const double AsymptoticFrom = 10;

    // zeta(k) - 1 for k = 2 to 31, the coefficients of ln Gamma around 2 (Abramowitz and Stegun 6.1.33).
    private static ReadOnlySpan<double> ZetaMinusOne =>
    [
        0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516, 0.036927755143369926331, 0.017343061984449139715,
        0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179, 0.00099457512781808533715,
        0.0004941886041194645587, 0.00024608655330804829864, 0.00012271334757848914675, 0.000061248135058704829259,
        0.000030588236307020493552, 0.000015282259408651871733, 7.6371976378997622736e-6, 3.8172932649998398565e-6,
        1.9082127165539389257e-6, 9.5396203387279611315e-7, 4.7693298678780646312e-7, 2.3845050272773299e-7,
        1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8, 1.4901554828365041235e-8,
        7.450711789835429492e-9, 3.7253340247884570548e-9, 1.8626597235130490064e-9, 9.3132743241966818287e-10,
        4.656629065033784073e-10,
    ];

    /// <summary>ln Gamma(x), with its zeros at 1 and 2 kept to full relative accuracy.</summary>
    /// <param name="x">Above 0.</param>
    /// <returns>ln Gamma(x) within 6 ulp.</returns>
    /// <exception cref="ArgumentOutOfRangeException">x is not above 0.</exception>
    public static double LogGamma(double x)
    {
        RequirePositive(x);
        if (x >= AsymptoticFrom)
        {
            return double.IsPositiveInfinity(x) ? x : ((x - 0.5) * (Math.Log(x) - 1)) - 0.5 + HalfLogTwoPi + StirlingCorrection(x);
        }

        // Downwards, Gamma(x) = (x - 1)(x - 2)... Gamma(base) adds positive logarithms only.
        double product = 1;
        while (x > 2.5)
        {
            x -= 1;
            product *= x;
        }

        if (x < 0.5)
        {
            return LogGammaTwoPlus(x) - Log1p(x) - Math.Log(x) + Math.Log(product);
        }

        var value = x < 1.5 ? LogGammaTwoPlus(x - 1) - Log1p(x - 1) : LogGammaTwoPlus(x - 2);
        return product == 1 ? value : value + Math.Log(product);
    }

    /// <summary>psi(x), the derivative of ln Gamma.</summary>
    /// <param name="x">Above 0.</param>
    /// <returns>psi(x) with an absolute error of at most 4e-16 (1 + |psi(x)|).</returns>
    /// <exception cref="ArgumentOutOfRangeException">x is not above 0.</exception>
    public static double Digamma(double x)
    {
        RequirePositive(x);
        double shift = 0;
        while (x < AsymptoticFrom)
        {
            shift += 1 / x;
            x += 1;
        }

        // Abramowitz and Stegun 6.3.18.
        var t = 1 / (x * x);
        var series = t * ((1d / 12) - (t * ((1d / 120) - (t * ((1d / 252) - (t * ((1d / 240) - (t * ((1d / 132)
            - (t * ((691d / 32760) - (t / 12))))))))))));
        return Math.Log(x) - (0.5 / x) - series - shift;
    }

    /// <summary>psi'(x), the second derivative of ln Gamma.</summary>
    /// <param name="x">Above 0.</param>
    /// <returns>psi'(x) within 8 ulp.</returns>
    /// <exception cref="ArgumentOutOfRangeException">x is not above 0.</exception>
    public static double Trigamma(double x)
    {
        RequirePositive(x);
        double shift = 0;
        while (x < AsymptoticFrom)
        {
            shift += 1 / (x * x);
            x += 1;
        }

        // Abramowitz and Stegun 6.4.12.
        var t = 1 / (x * x);
        var series = t * ((1d / 6) - (t * ((1d / 30) - (t * ((1d / 42) - (t * ((1d / 30) - (t * ((5d / 66)
            - (t * ((691d / 2730) - (t * 7 / 6))))))))))));
        return shift + ((1 + (0.5 / x) + series) / x);
    }

    /// <summary>What Stirling's formula lacks: ln Gamma(x) - (x - 1/2) ln x + x - ln(2 pi)/2.</summary>
    /// <param name="x">Above 0.</param>
    /// <returns>About 1/(12 x) for large x, above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">x is not above 0.</exception>
    public static double StirlingCorrection(double x)
    {
        RequirePositive(x);
        double shift = 0;
        while (x < AsymptoticFrom)
        {
            // (x + 1/2) ln(1 + 1/x) - 1, positive for every x.
            shift += x < 1 ? ((x + 0.5) * (Log1p(x) - Math.Log(x))) - 1 : ((x + 0.5) * Log1pMinusIdentity(1 / x)) + (0.5 / x);
            x += 1;
        }

        // Abramowitz and Stegun 6.1.40.
        var t = 1 / (x * x);
        var series = (1d / 12) - (t * ((1d / 360) - (t * ((1d / 1260) - (t * ((1d / 1680) - (t * ((1d / 1188)
            - (t * ((691d / 360360) - (t * ((1d / 156) - (t * 3617 / 122400)))))))))))));
        return shift + (series / x);
    }

    // ln Gamma(2 + z) for |z| <= 1/2.
    private static double LogGammaTwoPlus(double z)
    {
        var coefficients = ZetaMinusOne;
        double sum = 0;
        for (var k = coefficients.Length + 1; k >= 2; k--)
        {
            sum = (coefficients[k - 2] / k) - (z * sum);
        }

        return z * (OneMinusEulerGamma + (z * sum));
    }

    private static void RequirePositive(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument must be above 0.");
        }
    }
}
