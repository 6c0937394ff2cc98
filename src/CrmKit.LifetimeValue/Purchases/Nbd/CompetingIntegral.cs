using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Integrals over time from a known instant at which a customer with rates Gamma(n, alpha) and a gamma-mixed lifetime is there, up to a later one.
// With e^-g(e) = (alpha/(alpha + e))^n exp(-s Stretch(e)), the chance that it neither buys nor leaves until e:
//   Death    = integral of e^-g s Stretch', it leaves before it buys;
//   Purchase = integral of e^-g n/(alpha + e), it buys before it leaves;
// so that Death + Purchase + e^-g(end) = 1. The literature writes them as differences of 2F1, which cancel; here every term is positive.
//
// Time is cut into panels by PanelRule; they grow with the time elapsed, so that fifteen orders of magnitude take fifty.
internal static class CompetingIntegral
{
    private const double Negligible = 1e-18;

    public static double Death<T>(in T lifetime, double n, double alpha, double end)
        where T : struct, ILifetime<T> => new March<T>(lifetime, n, alpha, 0, Weight.Death).Run(end);

    public static double Purchase<T>(in T lifetime, double n, double alpha, double end)
        where T : struct, ILifetime<T> => new March<T>(lifetime, n, alpha, 0, Weight.Purchase).Run(end);

    // Integral of P(longer than e) e^(-discount e): the present value of a stream that ends with the lifetime. The end may be infinite where the discount is above 0.
    public static double Presence<T>(in T lifetime, double discount, double end)
        where T : struct, ILifetime<T> => new March<T>(lifetime, 0, double.PositiveInfinity, discount, Weight.Time).Run(end);

    private enum Weight
    {
        Time,
        Death,
        Purchase,
    }

    private readonly struct March<T>(T lifetime, double n, double alpha, double discount, Weight weight)
        where T : struct, ILifetime<T>
    {
        public double Run(double end)
        {
            double sum = 0, at = 0;
            while (at < end)
            {
                var length = PanelRule.Length(lifetime, n, alpha, at, end, out var rule, discount);
                var to = length >= end - at ? end : at + length;
                sum += Panel(at, to, rule);
                at = to;
                if (Remainder(at, end) <= Negligible * sum)
                {
                    break;
                }
            }

            return sum;
        }

        private double Panel(double from, double to, GaussLegendre rule)
        {
            var half = 0.5 * (to - from);
            var centre = from + half;
            double sum = 0;
            for (var k = 0; k < rule.Nodes.Length; k++)
            {
                var elapsed = centre + (half * rule.Nodes[k]);
                sum += rule.Weights[k] * Math.Exp(-Rise(elapsed)) * Density(elapsed);
            }

            return half * sum;
        }

        private double Rise(double elapsed) =>
            (lifetime.Shape * lifetime.Stretch(elapsed)) + (n * SpecialFunctions.Log1p(elapsed / alpha)) + (discount * elapsed);

        private double Density(double elapsed) => weight switch
        {
            Weight.Time => 1,
            Weight.Death => lifetime.Shape * lifetime.Rate(elapsed),
            _ => n / (alpha + elapsed),
        };

        // A bound of what is still to come: the integrand falls but for the rate, which is monotone.
        private double Remainder(double at, double end)
        {
            var length = discount > 0 ? Math.Min(end - at, 1 / discount) : end - at;
            var density = weight == Weight.Death ? lifetime.Shape * Math.Max(lifetime.Rate(at), lifetime.Rate(end)) : Density(at);
            return Math.Exp(-Rise(at)) * Math.Min(density * length, weight == Weight.Time ? double.PositiveInfinity : 1);
        }
    }
}
