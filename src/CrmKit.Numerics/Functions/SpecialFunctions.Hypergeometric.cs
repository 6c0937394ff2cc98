namespace CrmKit.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>Gauss's hypergeometric function 2F1(a, b; c; z).</summary>
    /// <remarks>
    /// By series of positive terms, and where they are long or alternate by Euler's integral (Abramowitz and Stegun 15.3.1) on the logit scale. The relative error is of
    /// the order of what the rounding of a, b and c moves the value by. Where z is below 0 and c at or below both a and b the function oscillates, and digits are lost to
    /// the cancellation of its parts. Up to some thousand elementary functions.
    /// </remarks>
    /// <param name="a">Above 0, or an integer.</param>
    /// <param name="b">Above 0, or an integer.</param>
    /// <param name="c">Above 0 and finite.</param>
    /// <param name="z">Below 1 and finite.</param>
    /// <returns>The value; infinite where it is beyond the range of a double, never NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Hypergeometric2F1(double a, double b, double c, double z)
    {
        var (sign, logarithm, excess) = Hypergeometric.Compute(a, b, c, z);
        return double.IsNaN(excess) ? sign * Math.Exp(logarithm) : 1 + excess;
    }

    /// <summary>ln |2F1(a, b; c; z)|, finite where the value itself overflows, and right to its last digits where the value is near 1.</summary>
    /// <param name="a">Above 0, or an integer.</param>
    /// <param name="b">Above 0, or an integer.</param>
    /// <param name="c">Above 0 and finite.</param>
    /// <param name="z">Below 1 and finite.</param>
    /// <param name="sign">-1, 0 or 1, the sign of the value.</param>
    /// <returns>The logarithm of the magnitude; minus infinity where the value is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double LogHypergeometric2F1(double a, double b, double c, double z, out int sign)
    {
        (sign, var logarithm, _) = Hypergeometric.Compute(a, b, c, z);
        return logarithm;
    }
}
