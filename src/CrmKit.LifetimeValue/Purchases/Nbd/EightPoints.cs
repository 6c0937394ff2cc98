using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrmKit.LifetimeValue;

// The weights of eight values at -3.5, -2.5 … 3.5 in the polynomial of degree 7 through them: each a polynomial itself, all eight computed at once.
internal static class EightPoints
{
    private static readonly Vector256<double>[] Low = Coefficients(0);
    private static readonly Vector256<double>[] High = Coefficients(4);

    // At a point between the middle two, -0.5 to 0.5.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Low, Vector256<double> High) Weights(double at)
    {
        var u = Vector256.Create(at);
        ReadOnlySpan<Vector256<double>> l = Low;
        ReadOnlySpan<Vector256<double>> h = High;
        var (low, high) = (l[7], h[7]);
        for (var power = 6; power >= 0; power--)
        {
            (low, high) = ((low * u) + l[power], (high * u) + h[power]);
        }

        return (low, high);
    }

    private static Vector256<double>[] Coefficients(int first)
    {
        var of = Enumerable.Range(first, 4).Select(Polynomial).ToArray();
        return [.. Enumerable.Range(0, 8).Select(power => Vector256.Create(of[0][power], of[1][power], of[2][power], of[3][power]))];
    }

    // The product of (u - u_i)/(u_j - u_i) over i other than j, by powers of u.
    private static double[] Polynomial(int j)
    {
        var product = new double[8];
        product[0] = 1;
        for (var i = 0; i < 8; i++)
        {
            if (i == j)
            {
                continue;
            }

            for (var power = 7; power >= 0; power--)
            {
                product[power] = ((power == 0 ? 0 : product[power - 1]) - (product[power] * (i - 3.5))) / (j - i);
            }
        }

        return product;
    }
}
