using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// One point of the search for customers with one number of gaps.
internal sealed class GapPoint
{
    // Of a forward difference, relative to the parameter: its error is near that of the function's rounding over the step.
    private const double Step = 1e-7;
    private readonly double _sigma;
    private readonly double _r;
    private readonly double _alpha;
    private readonly double _q;
    private readonly double _logStayed;
    private readonly double _slopeA;
    private readonly double _slopeB;
    private readonly double _digammaR;
    private readonly Node[] _nodes = new Node[RegularityGrid.Count];

    public GapPoint(ReadOnlySpan<double> point, int gaps)
    {
        Gaps = gaps;
        (_sigma, _r, _alpha) = (Math.Exp(point[1]), Math.Exp(point[2]), Math.Exp(point[3]));
        var (a, b) = (Math.Exp(point[4]), Math.Exp(point[5]));
        _q = a / (a + b + gaps);
        _logStayed = -SpecialFunctions.LogBetaQuotient(a, b, gaps);
        var all = SpecialFunctions.Digamma(a + b + gaps) - SpecialFunctions.Digamma(a + b);
        _slopeA = -a * all;
        _slopeB = b * (SpecialFunctions.Digamma(b + gaps) - SpecialFunctions.Digamma(b) - all);
        ShareOfB = b / (a + b + gaps);
        _digammaR = SpecialFunctions.Digamma(_r);
        for (var j = 0; j < _nodes.Length; j++)
        {
            var k = Math.Exp(point[0] + (_sigma * RegularityGrid.Points[j]));
            var shape = (k * gaps) + _r;
            _nodes[j] = new Node(
                new GapLaw(k, _r, gaps),
                new IncompleteBeta(shape * (1 + Step), k),
                new IncompleteBeta(shape, k * (1 + Step)),
                SpecialFunctions.Digamma(shape),
                gaps * (Math.Log(k) + 1 - SpecialFunctions.Digamma(k)));
        }
    }

    public int Gaps { get; }

    private double ShareOfB { get; }

    // The row's log-likelihood and its derivatives in the logarithms of the parameters.
    public double Row(GapRow row, Span<double> slope)
    {
        Span<double> terms = stackalloc double[RegularityGrid.Count];
        Span<double> silences = stackalloc double[RegularityGrid.Count];
        Span<double> densities = stackalloc double[RegularityGrid.Count];
        var most = double.NegativeInfinity;
        for (var j = 0; j < terms.Length; j++)
        {
            var law = _nodes[j].Law;
            silences[j] = law.LogSurvival(row.Sum + (_alpha / law.K), row.Elapsed, out densities[j]);
            terms[j] = Math.Log(RegularityGrid.Weights[j] * (_q + ((1 - _q) * Math.Exp(silences[j])))) + law.LogLikelihood(_alpha, row.Sum, row.SumLog);
            most = Math.Max(most, terms[j]);
        }

        double sum = 0;
        for (var j = 0; j < terms.Length; j++)
        {
            sum += Math.Exp(terms[j] - most);
        }

        slope.Clear();
        double gone = 0;
        for (var j = 0; j < terms.Length; j++)
        {
            var share = Math.Exp(terms[j] - most) / sum;
            if (share > 1e-18)
            {
                var silence = Math.Exp(silences[j]);
                var seen = _q + ((1 - _q) * silence);
                gone += share * (1 - silence) / seen;
                AddSlopes(row, j, share, (1 - _q) / seen, silences[j], densities[j], slope);
            }
        }

        slope[4] = _slopeA + (gone * _q * (1 - _q));
        slope[5] = _slopeB - (gone * _q * ShareOfB);
        return _logStayed + most + Math.Log(sum);
    }

    // The part of one regularity in the derivatives in k, sigma, r and alpha. staying: the weight of the silence of one who is still a customer.
    private void AddSlopes(GapRow row, int j, double share, double staying, double logSilence, double logDensity, Span<double> slope)
    {
        ref readonly var node = ref _nodes[j];
        var k = node.Law.K;
        var total = _alpha + (k * row.Sum);
        double inK = 0, inR = 0, inAlpha = 0;
        if (row.Gaps > 0)
        {
            var logTotal = Math.Log(total);
            inK = k * (node.DigammaSlopes + (row.Gaps * (node.DigammaShape - logTotal)) - (node.Law.Shape * row.Sum / total) + row.SumLog);
            inR = _r * (Math.Log(_alpha) - _digammaR + node.DigammaShape - logTotal);
            inAlpha = _r - (node.Law.Shape * _alpha / total);
        }

        if (row.Elapsed > 0)
        {
            // The survival is I_z(k n + r, k) at z = c/(c + t), c = S + alpha/k.
            var scale = row.Sum + (_alpha / k);
            var (z, rest) = (scale / (scale + row.Elapsed), row.Elapsed / (scale + row.Elapsed));
            var silence = Math.Exp(logSilence);
            var inShape = silence * (node.ShapeUp.LogP(z, rest, out _) - logSilence) / Step;
            var inOther = silence * (node.OtherUp.LogP(z, rest, out _) - logSilence) / Step;
            var inScale = Math.Exp(logDensity) * _alpha / total;
            inK += staying * ((inShape * k * row.Gaps / node.Law.Shape) + inOther - inScale);
            inR += staying * inShape * _r / node.Law.Shape;
            inAlpha += staying * inScale;
        }

        slope[0] += share * inK;
        slope[1] += share * inK * _sigma * RegularityGrid.Points[j];
        slope[2] += share * inR;
        slope[3] += share * inAlpha;
    }

    // DigammaSlopes: n (ln k + 1 - psi(k)).
    private readonly record struct Node(GapLaw Law, IncompleteBeta ShapeUp, IncompleteBeta OtherUp, double DigammaShape, double DigammaSlopes);
}
