using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Sums over very many opportunities of terms that fall slowly: Euler's and Maclaurin's formula about the middles,
//   sum of f(i) over i = from to to - 1 = integral of f from from - 1/2 to to - 1/2 - (f'(to - 1/2) - f'(from - 1/2))/24 + ...,
// whose next part is smaller by the square of the terms' fall from one to the next. Terms may be vectors: they are visited, each with its weight.
internal static class SmoothSum
{
    // From here on, and where the logarithm of the terms falls by less than this a term, what the formula leaves out is below 1e-14 of the sum.
    private const int First = 2048;
    private const double GentleSlope = 1e-3;
    private const double LargestFall = 8;
    private const double Negligible = 1e-18;

    public static bool IsGentle(double index, double slope) => index >= First && slope <= GentleSlope;

    // add: takes an index and the weight of its term and returns the term's size. slope: minus the derivative of the logarithm of a term, falling.
    // Singularities of the terms lie at negative indices.
    public static double Of(Func<double, double, double> add, Func<double, double> slope, double from, double to, double sumBefore)
    {
        var (at, end) = (from - 0.5, to - 0.5);
        var sum = (add(from, 1d / 24) - add(from - 1, -1d / 24)) / 24;
        while (at < end)
        {
            var length = Math.Min(Math.Min(at, LargestFall / slope(at)), end - at);
            var (half, centre, part) = (length / 2, at + (length / 2), 0d);
            for (var k = 0; k < GaussLegendre.Sixteen.Nodes.Length; k++)
            {
                var weight = half * GaussLegendre.Sixteen.Weights[k];
                part += weight * add(centre + (half * GaussLegendre.Sixteen.Nodes[k]), weight);
            }

            sum += part;
            at = length >= end - at ? end : at + length;

            // The terms fall, so that those that follow are below this one.
            if (part / length * (end - at) <= Negligible * (sumBefore + sum))
            {
                return sum;
            }
        }

        return sum - ((add(to, -1d / 24) - add(to - 1, 1d / 24)) / 24);
    }
}
