using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The ends of the range of m with their derivatives in ln r, ln alpha, ln s, ln beta. Each end is 1 over the larger of two products of c1 or 1 - c1 with c2 or 1 - c2.
internal static class SarmanovRange
{
    // Where both e^-lambda and e^-mu are zero for all customers, the range is cut here.
    private const double LargestLog = 575;

    public static (double Lowest, double Highest) Of(double r, double alpha, double s, double beta) =>
        (-Math.Exp(LogSize(r, alpha, s, beta, upper: false, [], [])), Math.Exp(LogSize(r, alpha, s, beta, upper: true, [], [])));

    // ln |end|; first: 4, second: 4 x 4, both empty where they are not wanted.
    public static double LogSize(double r, double alpha, double s, double beta, bool upper, Span<double> first, Span<double> second)
    {
        var (log1, log2) = (SarmanovTilt.LogMean(r, alpha), SarmanovTilt.LogMean(s, beta));
        var (not1, not2) = (LogNot(log1), LogNot(log2));
        var (a, b) = upper ? (log1 + not2, not1 + log2) : (log1 + log2, not1 + not2);
        var firstOfTwo = a >= b;
        var size = -Math.Max(a, b);
        first.Clear();
        second.Clear();
        if (size > LargestLog || first.IsEmpty)
        {
            return Math.Min(size, LargestLog);
        }

        Subtract(r, alpha, log1, plain: firstOfTwo, 0, first, second);
        Subtract(s, beta, log2, plain: upper ? !firstOfTwo : firstOfTwo, 2, first, second);
        return size;
    }

    private static double LogNot(double logC) => Math.Log(-SpecialFunctions.Expm1(logC));

    // Minus ln c (plain) or ln(1 - c), with its derivatives in the logarithms of shape and scale: 2 and 2 x 2 inside matrices of 4.
    public static double Minus(double shape, double scale, bool plain, Span<double> first, Span<double> second)
    {
        var logC = SarmanovTilt.LogMean(shape, scale);
        Subtract(shape, scale, logC, plain, 0, first, second);
        return plain ? -logC : -LogNot(logC);
    }

    // Minus the derivatives of ln c (plain) or of ln(1 - c) in the logarithms of shape and scale.
    private static void Subtract(double shape, double scale, double logC, bool plain, int at, Span<double> first, Span<double> second)
    {
        var log = SpecialFunctions.Log1p(1 / scale);
        var e = 1 / (scale + 1);
        ReadOnlySpan<double> g = [-shape * log, shape * e];
        ReadOnlySpan<double> h = [-shape * log, shape * e, shape * e, -shape * scale * e * e];
        var odds = plain ? 0 : Math.Exp(logC) / -SpecialFunctions.Expm1(logC);
        for (var i = 0; i < 2; i++)
        {
            first[at + i] = plain ? -g[i] : odds * g[i];
            for (var j = 0; j < 2; j++)
            {
                second[((at + i) * 4) + at + j] = plain ? -h[(2 * i) + j] : (odds * h[(2 * i) + j]) + (odds * (1 + odds) * g[i] * g[j]);
            }
        }
    }
}
