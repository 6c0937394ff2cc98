namespace CrmKit.LifetimeValue;

// Distinct histories in order of x, t_x, T as columns of what differs: x once for all of its rows, t_x of those alone who bought again, and numbers of customers only
// where some share a history. Where no two do, that is 8 bytes a customer and 8 more for one who bought again.
internal sealed class HistoryColumns
{
    // Spans of rows are asked for in pieces of one x, no longer than this.
    public const int LongestPiece = 1 << 12;

    private static readonly double[] Zeros = new double[LongestPiece];
    private static readonly long[] Ones = [.. Enumerable.Repeat(1L, LongestPiece)];
    private readonly (int X, int From, int To)[] _groups;
    private readonly double[] _recency;
    private readonly double[] _age;
    private readonly long[]? _customers;

    // Rows of x = 0, which stand first and have no t_x.
    private readonly int _silent;

    // The columns may be longer than their rows.
    public HistoryColumns((int X, int From, int To)[] groups, double[] recency, double[] age, long[]? customers)
    {
        (_groups, _recency, _age, _customers) = (groups, recency, age, customers);
        _silent = SilentOf(groups);
        Count = groups.Length == 0 ? 0 : groups[^1].To;
        Customers = customers is null ? Count : customers.Sum();
    }

    public int Count { get; }

    public long Customers { get; }

    public bool IsCounted => _customers is not null;

    // The rows of each x, smallest first.
    public ReadOnlySpan<(int X, int From, int To)> Groups => _groups;

    public ReadOnlySpan<double> Age => _age.AsSpan(0, Count);

    public static int SilentOf((int X, int From, int To)[] groups) => groups is [{ X: 0 } silent, ..] ? silent.To : 0;

    public double RecencyAt(int row) => row < _silent ? 0 : _recency[row - _silent];

    public long CustomersAt(int row) => _customers is null ? 1 : _customers[row];

    public int XAt(int row)
    {
        var (low, high) = (0, _groups.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = _groups[middle].To > row ? (low, middle) : (middle + 1, high);
        }

        return _groups[low].X;
    }

    public ReadOnlySpan<double> RecencyOf(int from, int to) => from < _silent ? Zeros.AsSpan(0, to - from) : _recency.AsSpan(from - _silent, to - from);

    public ReadOnlySpan<double> AgeOf(int from, int to) => _age.AsSpan(from, to - from);

    public ReadOnlySpan<long> CustomersOf(int from, int to) => _customers is null ? Ones.AsSpan(0, to - from) : _customers.AsSpan(from, to - from);

    // Each x with its customers, smallest first.
    public (int X, double Customers)[] Levels()
    {
        var levels = new (int, double)[_groups.Length];
        for (var group = 0; group < levels.Length; group++)
        {
            var (x, from, to) = _groups[group];
            double customers = _customers is null ? to - from : 0;
            for (var row = from; _customers is not null && row < to; row++)
            {
                customers += _customers[row];
            }

            levels[group] = (x, customers);
        }

        return levels;
    }

    // Every so many of the rows.
    public HistoryColumns Thinned(int stride)
    {
        var writer = new HistoryWriter((Count + stride - 1) / stride, (_silent + stride - 1) / stride, IsCounted);
        foreach (var (x, from, to) in _groups)
        {
            for (var row = (from + stride - 1) / stride * stride; row < to; row += stride)
            {
                writer.Add(x, RecencyAt(row), _age[row], CustomersAt(row));
            }
        }

        return writer.ToColumns();
    }

    // The columns as whole ones.
    public int[] ToX()
    {
        var x = new int[Count];
        foreach (var (purchases, from, to) in _groups)
        {
            x.AsSpan(from, to - from).Fill(purchases);
        }

        return x;
    }

    public double[] ToRecency()
    {
        var recency = new double[Count];
        _recency.AsSpan(0, Count - _silent).CopyTo(recency.AsSpan(_silent));
        return recency;
    }

    public long[] ToCustomers()
    {
        var customers = new long[Count];
        _customers?.AsSpan(0, Count).CopyTo(customers);
        if (_customers is null)
        {
            customers.AsSpan().Fill(1);
        }

        return customers;
    }
}
