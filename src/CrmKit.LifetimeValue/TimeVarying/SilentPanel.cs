using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// How far from a time on, within one piece, a Gauss-Legendre rule is right to rounding for (alpha + Lambda)^-n (beta + M)^-(s + 1): as PanelRule, with the time to each
// singularity that of the piece's own rates.
internal static class SilentPanel
{
    private const double SpentLog = -42;

    // Below it the power of e is 0.
    private const double NothingLog = -746;

    // logLeft: a bound of the logarithm of what is to come; total: what has been summed.
    public static bool IsSpent(double logLeft, double total) => logLeft < NothingLog || (total > 0 && logLeft < SpentLog + Math.Log(total));

    public static double Length(double n, double s, double purchaseReach, double dropoutReach, double room, out GaussLegendre rule)
    {
        var reach = Math.Min(purchaseReach, dropoutReach);
        var slope = (n / purchaseReach) + (s / dropoutReach);
        var length = Math.Min(Math.Min(reach, room), PanelRule.LargestFall / slope);
        var fall = length * slope;
        rule = length <= 0.05 * reach && fall <= 0.12 ? GaussLegendre.Four
            : length <= 0.2 * reach && fall <= 1 ? GaussLegendre.Eight : GaussLegendre.Sixteen;
        return length;
    }
}
