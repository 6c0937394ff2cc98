namespace CrmKit.Numerics;

/// <summary>Functions of one real variable that the framework lacks or computes with cancellation.</summary>
/// <remarks>Pure and thread-safe. Errors are stated in units of the last place (ulp) of the result.</remarks>
public static partial class SpecialFunctions
{
    /// <summary>ln(1 + x) without the cancellation of <c>Math.Log(1 + x)</c> near zero.</summary>
    /// <param name="x">-1 or more; minus infinity is the answer at -1.</param>
    /// <returns>ln(1 + x) within 2 ulp.</returns>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        if (u <= 0 || double.IsPositiveInfinity(u))
        {
            return Math.Log(u);
        }

        // u carries the rounding of 1 + x; the second term gives back to first order what was lost.
        return Math.Log(u) - ((u - 1 - x) / u);
    }

    /// <summary>e^x - 1 without the cancellation of <c>Math.Exp(x) - 1</c> near zero.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>e^x - 1 within 3 ulp.</returns>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 1)
        {
            return Math.Exp(x) - 1;
        }

        // Higham (2002), section 1.14.1: the error of u - 1 and of ln u cancel in their quotient.
        var u = Math.Exp(x);
        var difference = u - 1;
        return difference == 0 ? x : difference * x / Math.Log(u);
    }

    /// <summary>ln(1 + x) - x, which is about -x²/2, without the cancellation of the difference.</summary>
    /// <param name="x">Above -1.</param>
    /// <returns>ln(1 + x) - x, zero or below, within 4 ulp.</returns>
    public static double Log1pMinusIdentity(double x)
    {
        if (x is < -0.4 or > 0.6)
        {
            return Log1p(x) - x;
        }

        // ln(1 + x) = 2 artanh(h) with h = x/(2 + x); the leading 2h is merged with -x into -x h.
        var h = x / (2 + x);
        var square = h * h;
        double sum = 0;
        var power = square;
        for (var k = 3; power > 1e-18 * square; k += 2)
        {
            sum += power / k;
            power *= square;
        }

        return h * ((2 * sum) - x);
    }

    /// <summary>1 / (1 + e^-x), right in both tails.</summary>
    /// <param name="x">Log-odds.</param>
    /// <returns>Between 0 and 1; below 2^-1075 it is 0.</returns>
    public static double Logistic(double x)
    {
        if (x >= 0)
        {
            return 1 / (1 + Math.Exp(-x));
        }

        var odds = Math.Exp(x);
        return odds / (1 + odds);
    }
}
