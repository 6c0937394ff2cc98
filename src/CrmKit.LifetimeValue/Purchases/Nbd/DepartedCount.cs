using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The chance that a customer leaves before t and has bought n times (n above 0) until then: the integral over ln y of P(N(y) = n) times y times the density of the lifetime.
// The first factor is log-concave in ln y; the second one is log-concave or monotone between the points met. An interval is cut in halves until each factor moves
// by 6 at most across it, which bounds both inside too, and dropped as soon as its bound is negligible: a peak of any width is found.
internal readonly struct DepartedCount<T>(T lifetime, double r, double alpha, int n)
    where T : struct, ILifetime<T>
{
    private const double LargestMove = 6;
    private const double NegligibleLog = -46;
    private const int Scan = 48;

    // Returned as e^scale times the sum.
    public double Compute(double t)
    {
        var top = Math.Log(t);

        // Below the peaks of both factors, and below alpha, the integrand falls at least as y^(1 + n/2).
        var onset = Math.Min(top, Math.Min(Math.Log(lifetime.Onset), Math.Log(alpha) + Math.Min(0, Math.Log(n) - Math.Log(r))));
        var bottom = onset + ((NegligibleLog - 10) / (1 + (0.5 * n)));
        var best = double.NegativeInfinity;
        for (var k = 0; k <= Scan; k++)
        {
            var (count, leave) = Factors(bottom + ((top - bottom) * k / Scan));
            best = Math.Max(best, count + leave);
        }

        var sum = 0d;
        if (double.IsFinite(best))
        {
            Add(bottom, top, Factors(bottom), Factors(top), ref best, ref sum, 0);
        }

        return sum == 0 ? 0 : Math.Exp(best + Math.Log(sum));
    }

    private void Add(double from, double to, (double Count, double Leave) low, (double Count, double Leave) high, ref double best, ref double sum, int depth)
    {
        var middle = 0.5 * (from + to);
        var inner = Factors(middle);
        if (inner.Count + inner.Leave > best)
        {
            Rescale(inner.Count + inner.Leave, ref best, ref sum);
        }

        var bound = Bound(low.Count, inner.Count, high.Count) + Math.Max(inner.Leave, Math.Max(low.Leave, high.Leave)) + (to - from);
        if (bound < best + NegligibleLog && depth > 2)
        {
            return;
        }

        var y = Math.Exp(from);
        var small = to - from <= 1
            && Moves(low.Count, inner.Count, high.Count) <= LargestMove && Moves(low.Leave, inner.Leave, high.Leave) <= LargestMove
            && Math.Exp(to) - y <= 2 * lifetime.Panel(y);
        if (!small && depth < 60)
        {
            Add(from, middle, low, inner, ref best, ref sum, depth + 1);
            Add(middle, to, inner, high, ref best, ref sum, depth + 1);
            return;
        }

        var rule = GaussLegendre.Sixteen;
        var half = 0.5 * (to - from);
        double part = 0;
        for (var k = 0; k < rule.Nodes.Length; k++)
        {
            var (count, leave) = Factors(middle + (half * rule.Nodes[k]));
            part += rule.Weights[k] * Math.Exp(count + leave - best);
        }

        sum += half * part;
    }

    private (double Count, double Leave) Factors(double logTime)
    {
        var y = Math.Exp(logTime);
        return (
            NegativeBinomial.LogProbability(r, alpha, y, n),
            logTime + Math.Log(lifetime.Shape * lifetime.Rate(y)) - (lifetime.Shape * lifetime.Stretch(y)));
    }

    private static void Rescale(double to, ref double best, ref double sum)
    {
        sum *= Math.Exp(best - to);
        best = to;
    }

    private static double Moves(double low, double middle, double high) => Math.Max(Math.Abs(middle - low), Math.Abs(high - middle));

    // A concave function lies below each of its chords where they are drawn on.
    private static double Bound(double low, double middle, double high) => middle + Math.Max(0, Math.Max(middle - low, middle - high));
}
