using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// How far from a time on one Gauss-Legendre rule is right to rounding for (alpha/(alpha + e))^n P(longer than e): no singularity nearer than the length, and the
// logarithm falls by 8 at most (16 points); singularities five times as far and a fall of 1 (8 points); twenty times as far and a fall of 0.12 (4 points).
internal static class PanelRule
{
    public const double LargestFall = 8;

    public static double Length<T>(in T lifetime, double n, double alpha, double at, double end, out GaussLegendre rule, double discount = 0)
        where T : struct, ILifetime<T>
    {
        var reach = Math.Min(lifetime.Panel(at), alpha + at);
        var length = Math.Min(reach, end - at);

        // The rate is monotone, so that its larger end bounds it.
        var slope = discount + (lifetime.Shape * Math.Max(lifetime.Rate(at), lifetime.Rate(at + length))) + (n / (alpha + at));
        length = Math.Min(length, LargestFall / slope);
        var fall = length * slope;
        rule = length <= 0.05 * reach && fall <= 0.12 ? GaussLegendre.Four
            : length <= 0.2 * reach && fall <= 1 ? GaussLegendre.Eight : GaussLegendre.Sixteen;
        return length;
    }

    // Where a panel ends. One thinner than the rounding of the time still gets ahead: hazards that steep leave nothing beyond it, and what lies in it is bounded to a small factor.
    public static double End(double at, double length, double end) => length >= end - at ? end : Math.Max(at + length, Math.BitIncrement(at));
}
