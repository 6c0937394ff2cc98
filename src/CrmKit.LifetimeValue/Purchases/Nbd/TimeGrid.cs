using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The integrals over the lifetime for every pair of times at once. With e^-g(t) = (alpha/(alpha + t))^(r + x) P(longer than t), the likelihood of (x, t_x, T) is
//   e^-g(T) + integral from t_x to T of e^-g times the hazard = G(t_x) + (e^-g(T) - G(T)), G(t) the integral from t to the last time of all.
// Both parts are positive, so that nothing cancels, and G takes one pass over the sorted distinct times for each x: days, of which a cohort has a few hundred.
internal sealed class TimeGrid<T>
    where T : struct, ILifetime<T>
{
    // Above this many points the curve is so steep that a row by itself, which stops where nothing is left, costs less: 13 MB at most.
    private const int LargestNodes = 1 << 16;

    private readonly int _vectors = Basis.Vectors<T>();
    private double[] _times = [];
    private double[] _a = [];
    private double[] _p = [];
    private double[] _logSurvival = [];
    private double[] _scale = [];
    private int[] _firstNode = [];
    private Vector256<double>[] _survivors = [];
    private Vector256<double>[] _since = [];
    private Vector256<double>[] _until = [];
    private double[] _nodeA = [];
    private double[] _nodeLog = [];
    private double[] _nodeWeight = [];
    private Vector256<double>[] _nodes = [];
    private T _lifetime;
    private double _alpha;

    public TimeGrid(double[] sortedTimes) => Take(sortedTimes);

    // Other times, in the memory of those before where it is enough.
    public void Take(double[] sortedTimes)
    {
        _times = sortedTimes;
        var count = sortedTimes.Length;
        if (count <= _a.Length)
        {
            return;
        }

        (_a, _p, _logSurvival, _scale, _firstNode) = (new double[count], new double[count], new double[count], new double[count], new int[count + 1]);
        _survivors = new Vector256<double>[count * _vectors];
        _since = new Vector256<double>[count * _vectors];
        _until = new Vector256<double>[count * _vectors];
    }

    public void MoveTo(double alpha, in T lifetime)
    {
        (_alpha, _lifetime) = (alpha, lifetime);
        for (var k = 0; k < _times.Length; k++)
        {
            var time = _times[k];
            (_a[k], _p[k]) = (SpecialFunctions.Log1p(time / alpha), time / (alpha + time));
            _logSurvival[k] = Basis.Write(lifetime, time, _a[k], _p[k], density: false, Row(_survivors, k));
        }
    }

    // Chooses the points at which the integrand is taken, for purchase shapes up to a largest one: on each panel it falls by a small power of e.
    // Up to one of the times. False where that takes too many of them.
    public bool TryPrepare(double largestShape, int last)
    {
        var node = 0;
        for (var k = 0; k < last; k++)
        {
            _firstNode[k] = node;
            var (at, end) = (_times[k], _times[k + 1]);
            while (at < end)
            {
                var length = PanelRule.Length(_lifetime, largestShape, _alpha, at, end, out var rule);
                if (node > LargestNodes - rule.Nodes.Length)
                {
                    return false;
                }

                var to = length >= end - at ? end : at + length;
                node = Place(node, k, 0.5 * (at + to), 0.5 * (to - at), rule);
                at = to;
            }
        }

        _firstNode[last] = node;
        return true;
    }

    // False where the chances of the group span more orders of magnitude than a double has.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TrySweep(double shape, int low, int high, out double logScale)
    {
        logScale = _logSurvival[low] - (shape * _a[low]);
        if (logScale - (_logSurvival[high] - (shape * _a[high])) > 600)
        {
            return false;
        }

        for (var k = low; k <= high; k++)
        {
            _scale[k] = Math.Exp(_logSurvival[k] - (shape * _a[k]) - logScale);
        }

        for (var node = _firstNode[low]; node < _firstNode[high]; node++)
        {
            _nodeWeight[node] = Math.Exp(_nodeLog[node] - (shape * _nodeA[node]) - logScale);
        }

        for (var w = 0; w < _vectors; w++)
        {
            var sum = Vector256<double>.Zero;
            for (var k = high; k >= low; k--)
            {
                for (var node = k < high ? _firstNode[k] : 0; k < high && node < _firstNode[k + 1]; node++)
                {
                    sum += _nodes[(node * _vectors) + w] * _nodeWeight[node];
                }

                var position = (k * _vectors) + w;
                _since[position] = sum;
                _until[position] = (_survivors[position] * _scale[k]) - sum;
            }
        }

        return true;
    }

    // e^-g at a time of the sweep, in the scale of the sums.
    public double Neither(int time) => _scale[time];

    // g at a time.
    public double Fall(int time, double shape) => (shape * _a[time]) - _logSurvival[time];

    public ReadOnlySpan<Vector256<double>> Since(int time) => _since.AsSpan(time * _vectors, _vectors);

    public ReadOnlySpan<Vector256<double>> Until(int time) => _until.AsSpan(time * _vectors, _vectors);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Place(int node, int gap, double centre, double half, GaussLegendre rule)
    {
        while (node + rule.Nodes.Length > _nodeA.Length)
        {
            var size = Math.Max(64, 2 * _nodeA.Length);
            Array.Resize(ref _nodeA, size);
            Array.Resize(ref _nodeLog, size);
            Array.Resize(ref _nodeWeight, size);
            Array.Resize(ref _nodes, size * _vectors);
        }

        for (var k = 0; k < rule.Nodes.Length; k++, node++)
        {
            var time = centre + (half * rule.Nodes[k]);
            var a = SpecialFunctions.Log1p(time / _alpha);
            _nodeA[node] = a;
            _nodeLog[node] = Math.Log(half * rule.Weights[k])
                + Basis.Write(_lifetime, time, a, time / (_alpha + time), density: true, Row(_nodes, node));
        }

        return node;
    }

    private Span<double> Row(Vector256<double>[] table, int row) =>
        MemoryMarshal.Cast<Vector256<double>, double>(table.AsSpan(row * _vectors, _vectors));
}
