using CrmKit.Numerics;

namespace CrmKit.Churn;

// The integral of e^f from a point to infinity, for f that falls at last at least as a straight line: panels of a Gauss-Legendre rule, each accepted when its halves
// agree with it and then followed by one of double width.
internal static class TailIntegral
{
    private const double Agreement = 1e-13;
    private const int MaxPanels = 20_000;

    public static double Of(Func<double, double> logIntegrand, double from, double width)
    {
        double total = 0;
        for (var panel = 0; panel < MaxPanels; panel++)
        {
            var whole = Rule(logIntegrand, from, width);
            var halves = Rule(logIntegrand, from, width / 2) + Rule(logIntegrand, from + (width / 2), width / 2);
            if (!double.IsFinite(halves))
            {
                return double.PositiveInfinity;
            }

            if (Math.Abs(whole - halves) > Agreement * (total + halves) && width > 1e-9 * (1 + Math.Abs(from)))
            {
                width /= 2;
                continue;
            }

            total += halves;
            var falls = logIntegrand(from + width) < logIntegrand(from + (width / 2));
            from += width;
            if ((falls && halves <= 1e-15 * total) || (halves == 0 && total > 0))
            {
                break;
            }

            width *= 2;
        }

        return total;
    }

    private static double Rule(Func<double, double> logIntegrand, double from, double width)
    {
        var rule = GaussLegendre.Sixteen;
        var half = width / 2;
        double sum = 0;
        for (var i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights[i] * Math.Exp(logIntegrand(from + (half * (1 + rule.Nodes[i]))));
        }

        return half * sum;
    }
}
