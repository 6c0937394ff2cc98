using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The chance to leave before t with n purchases (n above 0) until then: the integral over ln y of P(N(y) = n), of y times the density of the lifetime, and of the weight.
// The first factor is log-concave in ln y, the second one too, and the weight changes no faster than both. An interval is cut in halves until the factors move by a small
// power of e across it, and dropped as soon as its bound is negligible, so that a peak of any width is found.
internal struct TiltedCount(double r, double alpha, double s, double beta, SarmanovTilt tilt, int n)
{
    private const double LargestMove = 4;
    private const double NegligibleLog = -46;
    private const int Scan = 48;
    private double _best = double.NegativeInfinity;
    private double _sum;

    public double Compute(double t)
    {
        var top = Math.Log(t);

        // Below the peaks of the factors the integrand falls at least as y^(1 + n/2); the weight moves by a power of y only where y is not small against 1.
        var onset = Math.Min(top, Math.Min(Math.Log(beta) - SpecialFunctions.Log1p(s), Math.Log(alpha) + Math.Min(0, Math.Log(n) - Math.Log(r))));
        var bottom = onset + ((NegligibleLog - 10) / (1 + (0.5 * n)));
        for (var k = 0; k <= Scan; k++)
        {
            var (count, leave) = Factors(bottom + ((top - bottom) * k / Scan));
            _best = Math.Max(_best, count + leave);
        }

        if (double.IsFinite(_best))
        {
            Add(bottom, top, Factors(bottom), Factors(top), 0);
        }

        return _sum == 0 ? 0 : Math.Exp(_best + Math.Log(_sum));
    }

    private void Add(double from, double to, (double Count, double Leave) low, (double Count, double Leave) high, int depth)
    {
        var middle = 0.5 * (from + to);
        var inner = Factors(middle);
        if (inner.Count + inner.Leave > _best)
        {
            _sum *= Math.Exp(_best - inner.Count - inner.Leave);
            _best = inner.Count + inner.Leave;
        }

        // A concave function lies below each of its chords where they are drawn on.
        var bound = inner.Count + Math.Max(0, Math.Max(inner.Count - low.Count, inner.Count - high.Count))
            + Math.Max(inner.Leave, Math.Max(low.Leave, high.Leave)) + (to - from);
        if (bound < _best + NegligibleLog && depth > 2)
        {
            return;
        }

        var small = to - from <= 1
            && Moves(low.Count, inner.Count, high.Count) <= LargestMove && Moves(low.Leave, inner.Leave, high.Leave) <= LargestMove
            && Math.Exp(to) - Math.Exp(from) <= Math.Min(alpha, beta) + Math.Exp(from);
        if (!small && depth < 60)
        {
            Add(from, middle, low, inner, depth + 1);
            Add(middle, to, inner, high, depth + 1);
            return;
        }

        var rule = GaussLegendre.Sixteen;
        var half = 0.5 * (to - from);
        double part = 0;
        for (var k = 0; k < rule.Nodes.Length; k++)
        {
            var (count, leave) = Factors(middle + (half * rule.Nodes[k]));
            part += rule.Weights[k] * Math.Exp(count + leave - _best);
        }

        _sum += half * part;
    }

    private readonly (double Count, double Leave) Factors(double logTime)
    {
        var y = Math.Exp(logTime);
        var weight = tilt.LogAt(SarmanovTilt.LogMean(r + n, alpha + y), SarmanovTilt.LogMean(s + 1, beta + y));
        return (NegativeBinomial.LogProbability(r, alpha, y, n), logTime + Math.Log(s / (beta + y)) - (s * SpecialFunctions.Log1p(y / beta)) + weight);
    }

    private static double Moves(double low, double middle, double high) => Math.Max(Math.Abs(middle - low), Math.Abs(high - middle));
}
