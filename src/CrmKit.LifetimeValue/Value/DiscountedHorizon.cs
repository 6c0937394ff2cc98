using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Expected purchases of a horizon, each at its present value, for models whose expectation E(t) is all that is at hand. By parts, with a horizon h,
//   e^(-d h) E(h) + d times the integral over the horizon of e^(-d t) E(t),
// which has positive terms alone. E is a mean of (1 - e^(-l p t))/p over rates l and chances p to leave (or of its like for regular gaps): it bends on a scale of its own,
// which may be a millionth of the horizon, but on the logarithmic scale of time every bend is about as wide as any other. So time is cut in panels by a constant factor,
// from the end down to where E's own bound says that nothing is left, and a panel is halved until its last Legendre coefficients vanish beside its mean.
internal static class DiscountedHorizon
{
    private const double PanelFactor = 4;
    private const int MostHalvings = 24;
    private const double Negligible = 1e-13;

    // Above this a panel's function is not resolved: an unseen wave of it would be no larger.
    private const double Unresolved = 1e-9;

    private static readonly ImmutableArray<double> Fourteenth = Functional(14);
    private static readonly ImmutableArray<double> Fifteenth = Functional(15);

    public static double Of(Func<double, double> expected, double discount, double horizon)
    {
        if (horizon == 0)
        {
            return 0;
        }

        // Beyond this time nothing is left of a purchase's value.
        var end = Math.Min(horizon, 45 / discount);
        var rest = horizon > end ? 0 : Math.Exp(-discount * horizon) * expected(horizon);

        // What is bought until some time is worth at least what it is worth then.
        var least = Math.Max(rest, Math.Exp(-1) * expected(Math.Min(end, 1 / discount)));
        double sum = 0;

        // E rises, so that the integral up to a time is below d t E(t).
        for (var at = end; discount * at * expected(at) > Negligible * Math.Max(least, rest + sum); at /= PanelFactor)
        {
            sum += discount * Panel(Math.Log(at / PanelFactor), Math.Log(at), 0);
        }

        return rest + sum;

        double Panel(double from, double to, int depth)
        {
            var (half, centre) = ((to - from) / 2, from + ((to - from) / 2));
            double mean = 0, first = 0, second = 0;
            for (var k = 0; k < GaussLegendre.Sixteen.Nodes.Length; k++)
            {
                var time = Math.Exp(centre + (half * GaussLegendre.Sixteen.Nodes[k]));
                var value = time * Math.Exp(-discount * time) * expected(time);
                mean += 0.5 * GaussLegendre.Sixteen.Weights[k] * value;
                first += Fourteenth[k] * value;
                second += Fifteenth[k] * value;
            }

            var tail = Math.Abs(first) + Math.Abs(second);
            return tail <= Unresolved * mean || discount * half * tail <= Negligible * least || depth == MostHalvings
                ? 2 * half * mean
                : Panel(from, centre, depth + 1) + Panel(centre, to, depth + 1);
        }
    }

    // The coefficient of P_n in the Legendre series of a function, from its values at the nodes.
    private static ImmutableArray<double> Functional(int degree)
    {
        var rule = GaussLegendre.Sixteen;
        var factors = new double[rule.Nodes.Length];
        for (var k = 0; k < factors.Length; k++)
        {
            var (before, polynomial) = (1d, rule.Nodes[k]);
            for (var n = 1; n < degree; n++)
            {
                (before, polynomial) = (polynomial, ((((2 * n) + 1) * rule.Nodes[k] * polynomial) - (n * before)) / (n + 1));
            }

            factors[k] = (degree + 0.5) * rule.Weights[k] * polynomial;
        }

        return [.. factors];
    }
}
