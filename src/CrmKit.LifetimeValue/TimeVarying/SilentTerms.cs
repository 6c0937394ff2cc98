using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The logarithm of the chance of one customer's silence since the last purchase, gone or not, with its derivatives: see TimeVaryingLikelihood.
// Coordinates: ln r, ln alpha, ln s, ln beta, coefficients of purchase, of dropout. Of one term the purchase coordinates and the dropout coordinates do not mix.
internal sealed class SilentTerms
{
    private readonly int _p;
    private readonly int _q;
    private readonly int _size;
    private readonly CancellationToken _cancellationToken;
    private readonly double[] _lambdaFirst;
    private readonly double[] _lambdaSecond;
    private readonly double[] _mFirst;
    private readonly double[] _mSecond;
    private readonly double[] _slope;
    private readonly double[] _mean;
    private readonly double[] _curve;
    private CovariatePieces _pieces = null!;
    private RateCurve _purchase = null!;
    private RateCurve _dropout = null!;
    private double _r;
    private double _alpha;
    private double _s;
    private double _beta;
    private double _total;

    public SilentTerms(int purchaseCoefficients, int dropoutCoefficients, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        (_p, _q) = (purchaseCoefficients, dropoutCoefficients);
        _size = 4 + _p + _q;
        (_lambdaFirst, _lambdaSecond) = (new double[_p], new double[_p * (_p + 1) / 2]);
        (_mFirst, _mSecond) = (new double[_q], new double[_q * (_q + 1) / 2]);
        (_slope, _mean, _curve) = (new double[_size], new double[_size], new double[_size * _size]);
    }

    public void MoveTo(CovariatePieces pieces, RateCurve purchase, RateCurve dropout, double r, double alpha, double s, double beta)
    {
        (_pieces, _purchase, _dropout) = (pieces, purchase, dropout);
        (_r, _alpha, _s, _beta) = (r, alpha, s, beta);
    }

    public double Add(in PurchaseHistory history, Span<double> gradient, Span<double> hessian)
    {
        var (x, recency, age) = history;
        var n = _r + x;
        var piece = _pieces.At(recency);
        var start = LogSilence(piece, recency, n);
        Array.Clear(_mean);
        Array.Clear(_curve);
        _total = 0;
        for (var at = recency; at < age && !IsSpent(piece, at, n, start);)
        {
            // One evaluation of many customers among many steps takes longer than someone who gave up should wait.
            _cancellationToken.ThrowIfCancellationRequested();
            var end = _pieces.End(piece, age);
            var (purchaseReach, dropoutReach) = Reaches(piece, at);
            var length = SilentPanel.Length(n, _s, purchaseReach, dropoutReach, end - at, out var rule);
            var to = PanelRule.End(at, length, end);
            var (centre, half) = (0.5 * (at + to), 0.5 * Math.Min(length, to - at));
            for (var k = 0; k < rule.Nodes.Length; k++)
            {
                AddTerm(piece, centre + (half * rule.Nodes[k]), n, density: true, start, half * rule.Weights[k]);
            }

            at = to;
            piece += at >= end && at < age ? 1 : 0;
        }

        AddTerm(_pieces.At(age), age, n, density: false, start, 1);
        for (var i = 0; i < _size; i++)
        {
            _mean[i] /= _total;
        }

        for (var i = 0; i < _size; i++)
        {
            gradient[i] += _mean[i];
            for (var j = i; j < _size; j++)
            {
                hessian[(i * _size) + j] += (_curve[(i * _size) + j] / _total) - (_mean[i] * _mean[j]);
            }
        }

        return start + Math.Log(_total);
    }

    // What is still to come is at most the chance of having neither bought nor left by now. Asked of every panel, so that the panels of a piece are few however steep its
    // rates: those that double a reach, and as many more as a fall to this takes.
    private bool IsSpent(int piece, double at, double n, double start) =>
        SilentPanel.IsSpent(LogSilence(piece, at, n) - start, _total);

    private double LogSilence(int piece, double time, double n) =>
        -(n * SpecialFunctions.Log1p(_purchase.At(piece, time) / _alpha)) - (_s * SpecialFunctions.Log1p(_dropout.At(piece, time) / _beta));

    private (double Purchase, double Dropout) Reaches(int piece, double time) => (
        (_alpha + _purchase.At(piece, time)) / _purchase.Slope(piece),
        (_beta + _dropout.At(piece, time)) / _dropout.Slope(piece));

    private void AddTerm(int piece, double time, double n, bool density, double start, double weight)
    {
        var lambda = _purchase.At(piece, time, _lambdaFirst, _lambdaSecond);
        var m = _dropout.At(piece, time, _mFirst, _mSecond);
        var (a, h) = (SpecialFunctions.Log1p(lambda / _alpha), SpecialFunctions.Log1p(m / _beta));
        var share = weight * Math.Exp(-(n * a) - (_s * h) - start);
        if (density)
        {
            share *= _s * _dropout.Slope(piece) / (_beta + m);
        }

        if (share == 0)
        {
            return;
        }

        _total += share;
        Purchase(share, n, a, lambda);
        Dropout(share, h, m, density, _dropout.Row(piece));
        for (var i = 0; i < _size; i++)
        {
            var part = share * _slope[i];
            _mean[i] += part;
            for (var j = i; j < _size; j++)
            {
                _curve[(i * _size) + j] += part * _slope[j];
            }
        }
    }

    // Derivatives of -n ln(1 + Lambda/alpha).
    private void Purchase(double share, double n, double a, double lambda)
    {
        var over = 1 / (_alpha + lambda);
        var (past, rest) = (lambda * over, _alpha * over);
        (_slope[0], _slope[1]) = (-_r * a, n * past);
        Add(0, 0, -share * _r * a);
        Add(0, 1, share * _r * past);
        Add(1, 1, -share * n * past * rest);
        var pair = 0;
        for (var j = 0; j < _p; j++)
        {
            var along = _lambdaFirst[j] * over;
            _slope[4 + j] = -n * along;
            Add(0, 4 + j, -share * _r * along);
            Add(1, 4 + j, share * n * rest * along);
            for (var k = j; k < _p; k++, pair++)
            {
                Add(4 + j, 4 + k, -share * n * ((_lambdaSecond[pair] * over) - (along * _lambdaFirst[k] * over)));
            }
        }
    }

    // Derivatives of -s ln(1 + M/beta), for the density also those of ln s + ln M' - ln(beta + M).
    private void Dropout(double share, double h, double m, bool density, double[] row)
    {
        var over = 1 / (_beta + m);
        var (past, rest) = (m * over, _beta * over);
        var (one, shape, first) = (density ? 1 : 0, density ? _s + 1 : _s, 4 + _p);
        (_slope[2], _slope[3]) = (one - (_s * h), (shape * past) - one);
        Add(2, 2, -share * _s * h);
        Add(2, 3, share * _s * past);
        Add(3, 3, -share * shape * past * rest);
        var pair = 0;
        for (var j = 0; j < _q; j++)
        {
            var along = _mFirst[j] * over;
            _slope[first + j] = (one * row[j]) - (shape * along);
            Add(2, first + j, -share * _s * along);
            Add(3, first + j, share * shape * rest * along);
            for (var k = j; k < _q; k++, pair++)
            {
                Add(first + j, first + k, -share * shape * ((_mSecond[pair] * over) - (along * _mFirst[k] * over)));
            }
        }
    }

    private void Add(int i, int j, double value) => _curve[(i * _size) + j] += value;
}
