namespace CrmKit.LifetimeValue;

// Histories whose times hardly repeat: their integrals are read between the places of a smooth grid.
internal sealed class SmoothIntegrals<T> : IHistoryIntegrals
    where T : struct, ILifetime<T>
{
    // A row by itself costs as much as this many places of the grid.
    private const int PlacesPerRow = 25;

    private readonly HistoryRows _rows;
    private readonly SmoothGrid<T> _grid = new();
    private double _r;
    private int _preparedFor;
    private bool _isTooSteep;

    public SmoothIntegrals(HistoryRows rows) => _rows = rows;

    public void MoveTo(double r, double alpha, in T lifetime)
    {
        (_r, _preparedFor, _isTooSteep) = (r, -1, false);
        _grid.MoveTo(alpha, lifetime, _rows.LargestAge);
    }

    public bool TryMoveTo((int X, int From, int To) group)
    {
        var x = group.X;
        if ((group.To - group.From) * (long)PlacesPerRow < _grid.Places)
        {
            return false;
        }

        // Where the points are too many, a larger x would need more of them still.
        if (x > _preparedFor && !_isTooSteep)
        {
            _preparedFor = PurchaseBlocks.LastOf(x);
            _isTooSteep = !_grid.TryPrepare(_r + x, _r + Math.Min(_preparedFor, _rows.LargestX));
        }

        return !_isTooSteep && _grid.TrySweep(_r + x);
    }

    public void Add(BasisSums sums, (int X, int From, int To) piece)
    {
        var (_, from, to) = piece;
        var columns = _rows.Columns;
        _grid.Add(sums, columns.RecencyOf(from, to), columns.AgeOf(from, to), columns.CustomersOf(from, to));
    }
}
