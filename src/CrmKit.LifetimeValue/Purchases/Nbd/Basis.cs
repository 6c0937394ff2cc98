using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

// The functions of time of which all first and second derivatives of a history's likelihood are combinations, the same for every x:
// with a = ln(1 + t/alpha), p = t/(alpha + t) and l_i, l_ij the derivatives of a lifetime's logarithm (density or survival),
//   a, p, l_i | 1 | a a, a p, p p | a l_i | p l_i | l_i l_j + l_ij,
// padded to whole vectors of four.
internal static class Basis
{
    public static int Order<T>()
        where T : struct, ILifetime<T> => 2 + T.Parameters;

    public static int Vectors<T>()
        where T : struct, ILifetime<T> => T.Parameters == 2 ? 4 : 6;

    // Writes the functions at a time and returns their scale: the logarithm of the density or of the survival.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Write<T>(in T lifetime, double time, double a, double p, bool density, Span<double> to)
        where T : struct, ILifetime<T>
    {
        Span<double> second = stackalloc double[6];
        var q = T.Parameters;
        var first = to.Slice(2, q);
        var scale = density ? lifetime.LogDensity(time, first, second) : lifetime.LogSurvival(time, first, second);
        to[0] = a;
        to[1] = p;
        var next = 2 + q;
        to[next++] = 1;
        to[next++] = a * a;
        to[next++] = a * p;
        to[next++] = p * p;
        for (var i = 0; i < q; i++)
        {
            to[next + i] = a * first[i];
            to[next + q + i] = p * first[i];
        }

        next += 2 * q;
        var pair = 0;
        for (var i = 0; i < q; i++)
        {
            for (var j = i; j < q; j++)
            {
                to[next++] = (first[i] * first[j]) + second[pair++];
            }
        }

        return scale;
    }
}
