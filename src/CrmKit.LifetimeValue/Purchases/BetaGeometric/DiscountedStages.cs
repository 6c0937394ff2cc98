using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// DERT of a customer who is alive. Given rate l and dropout probability p, purchase m after j stages done comes m k - j stages ahead and is worth
// f^(m k - j), f = l/(l + delta), so that all of them are worth f^(k - j)/(1 - (1 - p) f^k). This is averaged over l by the trapezoid in ln l, whose
// nodes are made once, and over p like every other gain.
internal sealed class DiscountedStages : IDropoutGain
{
    private readonly double[] _worth;
    private readonly double[] _power;
    private readonly double[] _rest;

    private DiscountedStages(List<(double Worth, double Power, double Gap)> nodes, double normaliser)
    {
        _worth = [.. nodes.Select(node => node.Worth / normaliser)];
        _power = [.. nodes.Select(node => node.Power)];
        _rest = [.. nodes.Select(node => node.Gap)];
        AtZero = Sum(0);
        Scale = 1 / _rest.Min();
    }

    public double AtZero { get; }

    public double Scale { get; }

    // weights: of the stages done so far, (s)_j/j! z^j.
    public static double Compute(double shape, double beta, ReadOnlySpan<double> weights, BetaDropout dropout, double discountRate) =>
        dropout.Mean(Create(shape, beta, weights, discountRate));

    public double At(double p, double q) => Sum(p);

    // 1 - (1 - p) y = (1 - y) + p y.
    private double Sum(double p)
    {
        double sum = 0;
        for (var i = 0; i < _worth.Length; i++)
        {
            sum += _worth[i] / (_rest[i] + (p * _power[i]));
        }

        return sum;
    }

    private static DiscountedStages Create(double shape, double beta, ReadOnlySpan<double> weights, double discountRate)
    {
        var k = weights.Length;
        var centre = Centre(shape, weights);
        var unit = discountRate * beta;
        var h = Math.Min(0.22, 1 / (1.8 * Math.Sqrt(centre)));
        var nodes = new List<(double Worth, double Power, double Gap)>();
        double normaliser = 0;
        for (var side = -1; side <= 1; side += 2)
        {
            var largest = 0d;
            for (var i = side < 0 ? 0 : 1; ; i++)
            {
                var d = side * i * h;
                var v = centre * Math.Exp(d);
                var density = Math.Exp((shape * d) - (centre * SpecialFunctions.Expm1(d)));
                if (side < 0 && v < 1e-20 * Math.Min(1, unit))
                {
                    // Here the density is a power of v, and purchases are worth nothing.
                    normaliser += density / -SpecialFunctions.Expm1(-shape * h);
                    break;
                }

                var (all, worth) = Mixture(v, unit, shape, weights);
                nodes.Add((density * worth, Math.Exp(-k * SpecialFunctions.Log1p(unit / v)), -SpecialFunctions.Expm1(-k * SpecialFunctions.Log1p(unit / v))));
                normaliser += density * all;
                largest = Math.Max(largest, density * all);
                if (density * all < 1e-24 * largest)
                {
                    break;
                }
            }
        }

        return new DiscountedStages(nodes, normaliser);
    }

    // Of the mixture of Gamma(s + j) over j at v, relative to Gamma(s): its density, and the same with each j worth f^(k - j).
    private static (double All, double Worth) Mixture(double v, double unit, double shape, ReadOnlySpan<double> weights)
    {
        var k = weights.Length;
        var logFactor = SpecialFunctions.Log1p(unit / v);
        double all = 0, worth = 0, term = 1;
        for (var j = 0; j < k; j++)
        {
            // w_j v^j/(s)_j; the weights hold (s)_j.
            var density = weights[j] * term;
            all += density;
            worth += density * Math.Exp(-(k - j) * logFactor);
            term *= v / (shape + j);
        }

        return (all, worth);
    }

    private static double Centre(double shape, ReadOnlySpan<double> weights)
    {
        double total = 0, moment = 0;
        for (var j = 0; j < weights.Length; j++)
        {
            total += weights[j];
            moment += j * weights[j];
        }

        return shape + (moment / total);
    }
}
