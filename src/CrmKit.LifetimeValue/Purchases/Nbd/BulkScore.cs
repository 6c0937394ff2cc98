using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// P(alive) and expected purchases of many customers. Where times repeat, as days do, both are read from a table for each x over the distinct times: with the sums of
// TimeGrid P(alive) = e^-g(T)/(G(t_x) + e^-g(T) - G(T)). Rows without a table, and small batches, are integrated one by one.
internal sealed class BulkScore<T>
    where T : struct, ILifetime<T>
{
    private const int SmallBatch = 2048;
    private const int LargestX = 2048;

    // A row by itself costs as much as this many times of a table.
    private const int TimesPerRow = 20;
    private const long LargestTables = 1 << 20;
    private readonly double _r;
    private readonly MixedPurchases<T> _mixed;
    private readonly Func<double, double> _perRate;
    private readonly TimeIndex? _index;
    private readonly double[] _expected = [];
    private readonly (double Since, double Until, double Neither)[]?[] _tables = [];

    // perRate: expected purchases ahead of a customer alive at T, for each unit of r + x.
    public BulkScore(
        double r, double alpha, in T lifetime, Func<double, double> perRate, ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age)
    {
        (_r, _mixed, _perRate) = (r, new MixedPurchases<T>(r, alpha, lifetime), perRate);
        var index = new TimeIndex();
        if (x.Length < SmallBatch || !index.TryAdd(age) || !index.TryAdd(recency))
        {
            return;
        }

        var times = index.Sort();
        if (!(times[0] >= 0) || double.IsInfinity(times[^1]))
        {
            // A row is no possible history; one by one it is found and refused.
            return;
        }

        _index = index;
        _expected = [.. times.Select(perRate)];
        _tables = new (double, double, double)[LargestX + 1][];
        var counts = new int[LargestX + 1];
        foreach (var count in x)
        {
            counts[Math.Clamp(count, 0, LargestX)]++;
        }

        // The last count gathers all larger ones.
        counts[LargestX] = 0;
        Tabulate(alpha, lifetime, times, counts);
    }

    public (double Alive, double Purchases) Of(in PurchaseHistory history)
    {
        if (_index is not null && history.X <= LargestX && _tables[history.X] is { } table)
        {
            var (since, until) = (_index[history.Recency], _index[history.Age]);
            var neither = table[until].Neither;
            var alive = neither / (table[since].Since + table[until].Until);
            return (alive, alive * (_r + history.X) * _expected[until]);
        }

        var logOdds = _mixed.LogOddsOfDeath(history);
        return (SpecialFunctions.Logistic(-logOdds), MixedPurchases<T>.IfAlive(logOdds, (_r + history.X) * _perRate(history.Age)));
    }

    private void Tabulate(double alpha, in T lifetime, double[] times, int[] counts)
    {
        var grid = new TimeGrid<T>(times);
        grid.MoveTo(alpha, lifetime);
        var (preparedFor, one, entries) = (-1, Basis.Order<T>() - 4, 0L);
        for (var x = 0; x < LargestX && entries < LargestTables; x++)
        {
            if (counts[x] * (long)TimesPerRow < times.Length)
            {
                continue;
            }

            if (x > preparedFor)
            {
                preparedFor = Math.Max(8, 3 * x);
                if (!grid.TryPrepare(_r + preparedFor, times.Length - 1))
                {
                    return;
                }
            }

            if (!grid.TrySweep(_r + x, 0, times.Length - 1, out _))
            {
                return;
            }

            var table = new (double, double, double)[times.Length];
            for (var k = 0; k < table.Length; k++)
            {
                table[k] = (grid.Since(k)[1].GetElement(one), grid.Until(k)[1].GetElement(one), grid.Neither(k));
            }

            _tables[x] = table;
            entries += table.Length;
        }
    }
}
