using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.LifetimeValue;

// What histories add up to: ln L with its derivatives in theta (4 and 10), in m, in both (4) and twice in m.
internal static class CorrelatedSums
{
    public const int Length = 21;
    public const int AtFirst = 1;
    public const int AtSecond = 5;
    public const int AtSlope = 15;
    public const int AtMixed = 16;
    public const int AtCurve = 20;

    // One history of so many customers: its likelihood is e^logScale times the sum of two parts.
    public static void Add(Span<double> to, double customers, double logScale, ReadOnlySpan<Vector256<double>> one, ReadOnlySpan<Vector256<double>> other)
    {
        Span<Vector256<double>> sum = stackalloc Vector256<double>[CorrelatedTerm.Vectors];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = one[i] + other[i];
        }

        var parts = MemoryMarshal.Cast<Vector256<double>, double>(sum);
        var over = 1 / parts[0];
        var slope = parts[CorrelatedTerm.AtSlope] * over;
        to[0] += customers * (Math.Log(parts[0]) + logScale);
        to[AtSlope] += customers * slope;
        to[AtCurve] -= customers * slope * slope;
        var pair = 0;
        for (var i = 0; i < 4; i++)
        {
            var gi = parts[CorrelatedTerm.AtFirst + i] * over;
            to[AtFirst + i] += customers * gi;
            to[AtMixed + i] += customers * ((parts[CorrelatedTerm.AtSlope + 1 + i] * over) - (slope * gi));
            for (var j = i; j < 4; j++, pair++)
            {
                to[AtSecond + pair] += customers * ((parts[CorrelatedTerm.AtSecond + pair] * over) - (gi * parts[CorrelatedTerm.AtFirst + j] * over));
            }
        }
    }
}
