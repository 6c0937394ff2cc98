using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// Sums over risk sets from the last time to the first, for so many event times that a slot each would take more memory than the columns: rows join at their last time
// and, where some entered late, leave before their first. The sums are then of twice the digits, so that what is left of a large sum is still exact to a double's.
internal sealed class CoxStream(CoxProblem problem) : IRiskSums
{
    private const double LargestPlainLogRisk = 300;

    // What a sum may lose in cancellation before half of its digits are gone.
    private const double SmallestShare = 1e-14;

    private readonly RowOrder _joining = RowOrder.Of(problem.Layout.Exit, problem.Layout.Exit, problem.Layout.Times.Length);
    private readonly RowOrder? _leaving = problem.Layout.Enter is { } enter ? RowOrder.Of(enter, problem.Layout.Exit, problem.Layout.Times.Length) : null;

    public bool Visit(ReadOnlySpan<double> beta, RiskVisit visit, CancellationToken cancellation)
    {
        if (problem.LargestLogRisk(beta) > LargestPlainLogRisk)
        {
            return false;
        }

        var coefficients = beta.ToArray();
        var sums = new Sums(problem, new CoxCursor(problem, _joining.Rows, coefficients), _leaving is null ? null : new CoxCursor(problem, _leaving.Rows, coefficients));
        var layout = problem.Layout;
        for (var s = layout.Strata - 1; s >= 0; s--)
        {
            sums.Clear();
            for (var j = layout.Starts[s + 1] - 1; j >= layout.Starts[s]; j--)
            {
                if ((j & 0xfff) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                if (_leaving is not null && j + 1 < layout.Starts[s + 1])
                {
                    sums.Leave(_leaving.Starts[j + 2], _leaving.Starts[j + 1]);
                }

                sums.Join(_joining.Starts[j + 1], _joining.Starts[j], _joining.Rows);
                if (!sums.Visit(j, visit))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private sealed class Sums(CoxProblem problem, CoxCursor joining, CoxCursor? leaving)
    {
        private readonly double[] _high = new double[problem.Shape.Size];
        private readonly double[] _low = new double[problem.Shape.Size];
        private readonly double[] _left = new double[problem.Shape.Size];
        private readonly double[] _total = new double[problem.Shape.Size];
        private double _peak;

        public void Clear()
        {
            Array.Clear(_high);
            Array.Clear(_low);
            _peak = 0;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Join(int from, int to, int[] rows)
        {
            Array.Clear(_left);
            var isEvent = problem.Rows.IsEvent.Span;
            for (var place = from; place < to; place++)
            {
                var risk = joining.Risk(place);
                ref var z = ref joining.Values(place);
                if (leaving is null)
                {
                    problem.Shape.Add(ref _high[0], ref z, risk);
                }
                else
                {
                    Add(ref z, risk);
                }

                if (isEvent[rows[place]])
                {
                    problem.Shape.Add(ref _left[0], ref z, risk);
                }
            }

            _peak = Math.Max(_peak, _high[0]);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Leave(int from, int to)
        {
            for (var place = from; place < to; place++)
            {
                var risk = leaving!.Risk(place);
                Add(ref leaving.Values(place), -risk);
            }
        }

        public bool Visit(int j, RiskVisit visit)
        {
            if (leaving is null)
            {
                visit(j, _high, _left, 0);
                return true;
            }

            for (var i = 0; i < _total.Length; i++)
            {
                _total[i] = _high[i] + _low[i];
            }

            if (!(_total[0] > SmallestShare * _peak))
            {
                return false;
            }

            // Those who left are among those at risk, whatever the rounding.
            _total[0] = Math.Max(_total[0], _left[0]);
            visit(j, _total, _left, 0);
            return true;
        }

        // Knuth's exact sum: the part of each addition that the sum has no room for goes into the second sum.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Add(ref double z, double risk)
        {
            var shape = problem.Shape;
            nuint place = 0;
            for (var a = 0; a <= shape.Columns; a++)
            {
                var factor = Vector256.Create(risk * Unsafe.Add(ref z, a));
                for (var b = a & ~3; b < shape.Width; b += 4, place += 4)
                {
                    var value = factor * Vector256.LoadUnsafe(ref z, (nuint)b);
                    var sum = Vector256.LoadUnsafe(ref _high[0], place);
                    var next = sum + value;
                    var part = next - sum;
                    var lost = (sum - (next - part)) + (value - part);
                    next.StoreUnsafe(ref _high[0], place);
                    (Vector256.LoadUnsafe(ref _low[0], place) + lost).StoreUnsafe(ref _low[0], place);
                }
            }
        }
    }
}
