using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood of a table of histories with its derivatives in ln r, ln alpha and the logarithms of the lifetime's parameters, for purchases at a
// Gamma(r, alpha) rate until a gamma-mixed lifetime ends. Rows stand in groups of one x.
internal sealed class MixedLikelihood<T> : ISmoothObjective
    where T : struct, ILifetime<T>
{
    // Five years of days. The sums over more times than that leave the processor's cache.
    private const int LargestGrid = 1 << 11;

    // A row by itself costs as much as this many times of the grid.
    private const int TimesPerRow = 25;

    private readonly HistoryRows _rows;
    private readonly RisingSums _rising;
    private readonly TimeGrid<T>? _grid;
    private readonly int[] _recencyAt = [];
    private readonly int[] _ageAt = [];
    private readonly BasisSums _sums = new(Basis.Order<T>(), Basis.Vectors<T>());
    private readonly Vector256<double>[] _part = new Vector256<double>[Basis.Vectors<T>()];
    private readonly Vector256<double>[] _total = new Vector256<double>[Basis.Vectors<T>()];

    public MixedLikelihood(HistoryRows rows, int largestGrid = LargestGrid)
    {
        _rows = rows;
        _rising = new RisingSums(rows.X, rows.Customers);
        var times = rows.DistinctTimes(largestGrid);
        if (times is not null)
        {
            _grid = new TimeGrid<T>(times);
            _recencyAt = Positions(times, rows.Recency);
            _ageAt = Positions(times, rows.Age);
        }
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
        var grid = _grid;
        grid?.MoveTo(alpha, lifetime);
        var preparedFor = -1;
        foreach (var (x, from, to) in _rows.Groups)
        {
            _sums.Clear();
            if (!Sweep(ref grid, r, x, from, to, ref preparedFor))
            {
                AddSingly(r, alpha, lifetime, from, to);
            }

            value += _sums.AddTo(r, r + x, gradient, hessian);
        }

        return value;
    }

    private bool Sweep(ref TimeGrid<T>? grid, double r, int x, int from, int to, ref int preparedFor)
    {
        var (low, high) = (int.MaxValue, 0);
        for (var i = from; grid is not null && i < to; i++)
        {
            low = Math.Min(low, _recencyAt[i]);
            high = Math.Max(high, _ageAt[i]);
        }

        if (grid is null || (to - from) * (long)TimesPerRow < high - low)
        {
            return false;
        }

        if (x > preparedFor)
        {
            // The points serve the groups up to some x that is not much larger.
            preparedFor = Math.Max(8, x > int.MaxValue / 3 ? x : 3 * x);
            if (!grid.TryPrepare(r + Math.Min(preparedFor, _rows.LargestX)))
            {
                grid = null;
                return false;
            }
        }

        if (!grid.TrySweep(r + x, low, high, out var logScale))
        {
            return false;
        }

        var customers = _rows.Customers;
        for (var i = from; i < to; i++)
        {
            _sums.Add(customers[i], logScale, grid.Since(_recencyAt[i]), grid.Until(_ageAt[i]));
        }

        return true;
    }

    // Without a grid: the integral of each history from its own t_x on.
    private void AddSingly(double r, double alpha, in T lifetime, int from, int to)
    {
        var functions = MemoryMarshal.Cast<Vector256<double>, double>(_part.AsSpan());
        Span<double> first = stackalloc double[3];
        Span<double> second = stackalloc double[6];
        for (var i = from; i < to; i++)
        {
            var n = r + _rows.X[i];
            var (recency, age) = (_rows.Recency[i], _rows.Age[i]);
            var start = lifetime.LogSurvival(recency, first, second) - (n * SpecialFunctions.Log1p(recency / alpha));
            Array.Clear(_total);
            for (var at = recency; at < age;)
            {
                var length = PanelRule.Length(lifetime, n, alpha, at, age, out var rule);
                var end = length >= age - at ? age : at + length;
                var (half, centre) = (0.5 * (end - at), 0.5 * (at + end));
                for (var k = 0; k < rule.Nodes.Length; k++)
                {
                    AddPoint(lifetime, n, alpha, centre + (half * rule.Nodes[k]), density: true, start, half * rule.Weights[k], functions);
                }

                at = end;
                if (IsSpent(lifetime, n, alpha, at, age, start))
                {
                    break;
                }
            }

            AddPoint(lifetime, n, alpha, age, density: false, start, 1, functions);
            Array.Clear(_part);
            _sums.Add(_rows.Customers[i], start, _total, _part);
        }
    }

    // What is still to come is at most the chance to have neither bought nor left by now; what has come may be below the smallest double.
    private bool IsSpent(in T lifetime, double n, double alpha, double at, double age, double start) =>
        at < age && -(lifetime.Shape * lifetime.Stretch(at)) - (n * SpecialFunctions.Log1p(at / alpha)) - start < -42
            + Math.Log(Math.Max(double.Epsilon, _total[1].GetElement(Basis.Order<T>() - 4)));

    private void AddPoint(in T lifetime, double n, double alpha, double time, bool density, double start, double weight, Span<double> functions)
    {
        var a = SpecialFunctions.Log1p(time / alpha);
        var log = Basis.Write(lifetime, time, a, time / (alpha + time), density, functions);
        var scale = Vector256.Create(weight * Math.Exp(log - (n * a) - start));
        for (var w = 0; w < _total.Length; w++)
        {
            _total[w] += scale * _part[w];
        }
    }

    private static int[] Positions(double[] times, ReadOnlySpan<double> column)
    {
        var positions = new int[column.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = Array.BinarySearch(times, column[i]);
        }

        return positions;
    }
}
