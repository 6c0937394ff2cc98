using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

// Histories whose times repeat, as days do: their integrals are read from sums over the grid of all times.
internal sealed class DayIntegrals<T> : IHistoryIntegrals
    where T : struct, ILifetime<T>
{
    // A row by itself costs as much as this many times of the grid.
    private const int TimesPerRow = 25;

    private readonly HistoryRows _rows;
    private readonly TimeGrid<T> _grid;
    private readonly int _times;
    private readonly int[] _recencyAt;
    private readonly int[] _ageAt;
    private double _r;
    private int _preparedFor;
    private bool _isTooSteep;
    private double _logScale;

    public DayIntegrals(HistoryRows rows, double[] times)
    {
        (_rows, _grid, _times) = (rows, new TimeGrid<T>(times), times.Length);
        (_recencyAt, _ageAt) = (Positions(times, rows.Columns.ToRecency()), Positions(times, rows.Columns.Age));
    }

    public void MoveTo(double r, double alpha, in T lifetime)
    {
        (_r, _preparedFor, _isTooSteep) = (r, -1, false);
        _grid.MoveTo(alpha, lifetime);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryMoveTo((int X, int From, int To) group)
    {
        var (x, from, to) = group;
        var (low, high) = (int.MaxValue, 0);
        for (var i = from; i < to; i++)
        {
            low = Math.Min(low, _recencyAt[i]);
            high = Math.Max(high, _ageAt[i]);
        }

        if ((to - from) * (long)TimesPerRow < high - low)
        {
            return false;
        }

        // Where the points are too many, a larger x would need more of them still.
        if (x > _preparedFor && !_isTooSteep)
        {
            _preparedFor = PurchaseBlocks.LastOf(x);
            _isTooSteep = !_grid.TryPrepare(_r + Math.Min(_preparedFor, _rows.LargestX), _times - 1);
        }

        return !_isTooSteep && _grid.TrySweep(_r + x, low, high, out _logScale);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(BasisSums sums, (int X, int From, int To) piece)
    {
        var customers = _rows.Columns.CustomersOf(piece.From, piece.To);
        for (var i = piece.From; i < piece.To; i++)
        {
            sums.Add(customers[i - piece.From], _logScale, _grid.Since(_recencyAt[i]), _grid.Until(_ageAt[i]));
        }
    }

    private static int[] Positions(double[] times, ReadOnlySpan<double> column)
    {
        var positions = new int[column.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = i > 0 && column[i] == column[i - 1] ? positions[i - 1] : Array.BinarySearch(times, column[i]);
        }

        return positions;
    }
}
