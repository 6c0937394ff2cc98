using System.Runtime.CompilerServices;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Customers with one number of purchases and one mean spend, in order of both, so that sums over them do not depend on the order in which they came.
internal sealed class SpendTable
{
    private readonly double[] _mean;
    private readonly double[] _customers;

    private SpendTable(List<(int X, int From, int To)> groups, double[] mean, double[] customers, long total) =>
        (Groups, _mean, _customers, Customers) = (groups, mean, customers, total);

    public List<(int X, int From, int To)> Groups { get; }

    public int Count => _mean.Length;

    public long Customers { get; }

    public ReadOnlySpan<double> Mean => _mean;

    public ReadOnlySpan<double> CustomersPerRow => _customers;

    // One customer a row; those without a repeat purchase or with a mean of zero are left out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SpendTable From(ReadOnlySpan<int> x, ReadOnlySpan<double> mean)
    {
        var groups = PurchaseGroups.Of(x);
        var places = PurchaseGroups.PlacesOf(groups);
        var silent = groups is [{ X: 0 } none, ..] ? none.To : 0;

        // What is not below zero orders as its bits do.
        var bits = new ulong[x.Length - silent];
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] > 0)
            {
                bits[places.Take(x[i]) - silent] = BitConverter.DoubleToUInt64Bits(mean[i] + 0d);
            }
        }

        var scratch = new ulong[bits.Length];
        var distinct = 0;
        foreach (var (_, from, to) in groups.Where(group => group.X > 0))
        {
            var own = bits.AsSpan(from - silent, to - from);
            RadixSort.Sort(own, scratch);
            distinct += CountDistinct(own);
        }

        var merge = new Merge(distinct);
        foreach (var (purchases, from, to) in groups.Where(group => group.X > 0))
        {
            foreach (var one in bits.AsSpan(from - silent, to - from))
            {
                if (one != 0)
                {
                    merge.Add(purchases, BitConverter.UInt64BitsToDouble(one), 1);
                }
            }
        }

        return merge.ToTable();
    }

    // Rows of x and mean above zero, each of so many customers.
    public static SpendTable From(List<SpendRow> rows)
    {
        rows.Sort();
        var merge = new Merge(rows.Count == 0 ? 0 : 1 + Enumerable.Range(1, rows.Count - 1).Count(i => rows[i].X != rows[i - 1].X || rows[i].Mean != rows[i - 1].Mean));
        foreach (var (x, mean, customers) in rows)
        {
            merge.Add(x, mean, customers);
        }

        return merge.ToTable();
    }

    // Every so many rows: what chooses between the starts of a search.
    public SpendTable Thinned(int stride)
    {
        var merge = new Merge((Count + stride - 1) / stride);
        foreach (var (x, from, to) in Groups)
        {
            for (var i = (from + stride - 1) / stride * stride; i < to; i += stride)
            {
                merge.Add(x, _mean[i], (long)_customers[i]);
            }
        }

        return merge.ToTable();
    }

    private static int CountDistinct(ReadOnlySpan<ulong> sorted)
    {
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            count += sorted[i] != 0 && (i == 0 || sorted[i] != sorted[i - 1]) ? 1 : 0;
        }

        return count;
    }

    private struct Merge(int rows)
    {
        private readonly List<(int X, int From, int To)> _groups = [];
        private readonly double[] _mean = new double[rows];
        private readonly double[] _customers = new double[rows];
        private int _row = -1;
        private int _x;
        private int _from;
        private long _total;

        // In order of x and mean.
        public void Add(int x, double mean, long customers)
        {
            _total = checked(_total + customers);
            if (_row >= 0 && x == _x && mean == _mean[_row])
            {
                _customers[_row] += customers;
                return;
            }

            _row++;
            if (x != _x)
            {
                Close();
                (_x, _from) = (x, _row);
            }

            (_mean[_row], _customers[_row]) = (mean, customers);
        }

        public SpendTable ToTable()
        {
            _row++;
            Close();
            return new SpendTable(_groups, _mean, _customers, _total);
        }

        private readonly void Close()
        {
            if (_row > _from)
            {
                _groups.Add((_x, _from, _row));
            }
        }
    }
}
