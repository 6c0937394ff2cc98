using CrmKit.Numerics;

namespace CrmKit.Churn;

// Wilson (1927): the shares that a test at the level would not reject. At the ends the limit is the end itself, which the sum misses by a digit.
internal static class WilsonLimits
{
    public static ConfidenceLimits Of(long hits, long all, double level)
    {
        var z = SpecialFunctions.NormalQuantile((1 + level) / 2);
        var (share, square) = ((double)hits / all, z * z / all);
        var centre = (share + (square / 2)) / (1 + square);
        var half = z / (1 + square) * Math.Sqrt(((share * (1 - share)) + (square / 4)) / all);
        return new ConfidenceLimits(hits == 0 ? 0 : centre - half, share, hits == all ? 1 : centre + half, level);
    }
}
