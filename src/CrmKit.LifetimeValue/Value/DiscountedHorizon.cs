using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Expected purchases of a horizon, each at its present value. By parts, with E(t) the expected purchases until t and a horizon h,
//   e^(-d h) E(h) + d times the integral over the horizon of e^(-d t) E(t),
// which has positive terms alone. E rises fast at first and ever more slowly, on a scale that the model alone knows, so that panels are halved until they agree.
internal static class DiscountedHorizon
{
    private const int DeepestPanel = 60;
    private const double Agreement = 1e-11;

    public static double Of(Func<double, double> expected, double discount, double horizon)
    {
        if (horizon == 0)
        {
            return 0;
        }

        // Beyond this time nothing is left of a purchase's value.
        var end = Math.Min(horizon, 60 / discount);
        var rest = horizon > end ? 0 : Math.Exp(-discount * horizon) * expected(horizon);
        var whole = Panel(0, end);
        return rest + (discount * Integral(0, end, whole, 0));

        double Panel(double from, double to)
        {
            var (half, centre, sum) = ((to - from) / 2, from + ((to - from) / 2), 0d);
            for (var k = 0; k < GaussLegendre.Sixteen.Nodes.Length; k++)
            {
                var time = centre + (half * GaussLegendre.Sixteen.Nodes[k]);
                sum += GaussLegendre.Sixteen.Weights[k] * Math.Exp(-discount * time) * expected(time);
            }

            return half * sum;
        }

        double Integral(double from, double to, double once, int depth)
        {
            var middle = from + ((to - from) / 2);
            var (first, second) = (Panel(from, middle), Panel(middle, to));
            return Math.Abs(first + second - once) <= Agreement * Math.Max(first + second, 1e-3 * whole) || depth == DeepestPanel || middle == from
                ? first + second
                : Integral(from, middle, first, depth + 1) + Integral(middle, to, second, depth + 1);
        }
    }
}
