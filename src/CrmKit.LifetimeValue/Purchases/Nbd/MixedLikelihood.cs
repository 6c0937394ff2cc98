using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of a table of histories with its derivatives in ln r, ln alpha and the logarithms of the lifetime's parameters, for purchases at a
// Gamma(r, alpha) rate until a gamma-mixed lifetime ends. Rows stand in groups of one x, each cut in pieces that threads share.
internal sealed class MixedLikelihood<T> : ISmoothObjective
    where T : struct, ILifetime<T>
{
    // Five years of days. The sums over more times than that leave the processor's cache.
    private const int LargestGrid = 1 << 11;

    private readonly HistoryRows _rows;
    private readonly int _maxThreads;
    private readonly RisingSums _rising;
    private readonly HistoryPieces _pieces;
    private readonly BasisSums[] _sums;
    private readonly DayIntegrals<T>? _days;
    private readonly SmoothIntegrals<T>? _smooth;

    public MixedLikelihood(HistoryRows rows, int largestGrid = LargestGrid, int maxThreads = 1)
    {
        (_rows, _maxThreads) = (rows, maxThreads);
        (_rising, _pieces) = (new RisingSums(rows.Columns), new HistoryPieces(rows.Columns.Groups));
        _sums = new BasisSums[_pieces.Count];
        for (var piece = 0; piece < _sums.Length; piece++)
        {
            _sums[piece] = new BasisSums(Basis.Order<T>(), Basis.Vectors<T>());
        }

        _days = rows.DistinctTimes(largestGrid) is { } times ? new DayIntegrals<T>(rows, times) : null;
        _smooth = _days is null && largestGrid > 0 && T.IsSmooth ? new SmoothIntegrals<T>(rows) : null;
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (r, alpha) = (Math.Exp(point[0]), Math.Exp(point[1]));
        var lifetime = T.FromLogarithms(point[2..]);
        gradient.Clear();
        hessian.Clear();
        var (value, first, second) = _rising.At(r);
        value -= _rows.Purchases * point[1];
        gradient[0] = first;
        gradient[1] = -_rows.Purchases;
        hessian[0] = second;
        _days?.MoveTo(r, alpha, lifetime);
        _smooth?.MoveTo(r, alpha, lifetime);
        IHistoryIntegrals? grid = _smooth is null ? _days : _smooth;
        var singly = new SingleIntegrals<T>(_rows, r, alpha, lifetime);
        for (int from = 0, to; from < _pieces.Count; from = to)
        {
            var x = _pieces[from].X;
            for (to = from + 1; to < _pieces.Count && _pieces[to].X == x; to++)
            {
            }

            var group = (x, _pieces[from].From, _pieces[to - 1].To);
            Sum(grid?.TryMoveTo(group) == true ? grid : singly, from, to);
            for (var piece = from; piece < to; piece++)
            {
                value += _sums[piece].AddTo(r, r + x, gradient, hessian);
            }
        }

        return value;
    }

    private void Sum(IHistoryIntegrals integrals, int from, int to) => SharedWork.Run(to - from, _maxThreads, i =>
    {
        var piece = from + i;
        _sums[piece].Clear();
        integrals.Add(_sums[piece], _pieces[piece]);
    });
}
