using System.Runtime.CompilerServices;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The distinct rows of columns of histories in order of x, t_x, T, and how many customers share each. Nothing here depends on the order of the rows.
internal sealed class DistinctHistories
{
    private DistinctHistories(int count) =>
        (X, Recency, Age, Customers) = (new int[count], new double[count], new double[count], new long[count]);

    public int[] X { get; }

    public double[] Recency { get; }

    public double[] Age { get; }

    public long[] Customers { get; }

    // Rows that have been checked; one customer each where no numbers are given.
    public static DistinctHistories Of(ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, ReadOnlySpan<long> customersPerRow)
    {
        if (!customersPerRow.IsEmpty)
        {
            return Merged(x, recency, age, customersPerRow);
        }

        return Numbered(x, recency, age) ?? Sorted(x, recency, age);
    }

    // Times that repeat, as days do: a row is one number, x first, then the ranks of its two times; numbers are sorted digit by digit and counted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DistinctHistories? Numbered(ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age)
    {
        var (recencies, ages) = (new TimeIndex(), new TimeIndex());
        if (!ages.TryAdd(age) || !recencies.TryAdd(recency))
        {
            return null;
        }

        var (recencyTimes, ageTimes) = (recencies.Sort(), ages.Sort());
        var largestX = 0;
        foreach (var purchases in x)
        {
            largestX = Math.Max(largestX, purchases);
        }

        return (largestX + 1d) * recencyTimes.Length * ageTimes.Length <= uint.MaxValue ? Count(x, recency, age, recencies, ages, recencyTimes, ageTimes) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DistinctHistories Count(
        ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, TimeIndex recencies, TimeIndex ages, double[] recencyTimes, double[] ageTimes)
    {
        var (width, height) = ((uint)ageTimes.Length, (uint)recencyTimes.Length);
        var keys = new uint[x.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (((uint)x[i] * height) + (uint)recencies[recency[i]]) * width + (uint)ages[age[i]];
        }

        RadixSort.Sort<uint>(keys, new uint[keys.Length]);
        var count = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            count += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
        }

        var distinct = new DistinctHistories(count);
        for (int i = 0, to = 0; i < keys.Length; to++)
        {
            var (key, from) = (keys[i], i);
            for (; i < keys.Length && keys[i] == key; i++)
            {
            }

            var (row, column) = Math.DivRem(key, width);
            (distinct.X[to], distinct.Recency[to], distinct.Age[to], distinct.Customers[to]) =
                ((int)(row / height), recencyTimes[row % height], ageTimes[column], i - from);
        }

        return distinct;
    }

    // Times that hardly repeat. Their bits order as they do, for none is below zero.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DistinctHistories Sorted(ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age)
    {
        var groups = PurchaseGroups.Of(x);
        var places = PurchaseGroups.PlacesOf(groups);
        var (recencies, ages) = (new ulong[x.Length], new ulong[x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            var to = places.Take(x[i]);

            // Adding zero turns a negative zero into zero, so that equal rows have equal bytes.
            (recencies[to], ages[to]) = (BitConverter.DoubleToUInt64Bits(recency[i] + 0d), BitConverter.DoubleToUInt64Bits(age[i] + 0d));
        }

        foreach (var (_, from, to) in groups)
        {
            SortTimes(recencies.AsSpan(from..to), ages.AsSpan(from..to));
        }

        return Merged(groups, recencies, ages);
    }

    private static void SortTimes(Span<ulong> recency, Span<ulong> age)
    {
        var scratch = new ulong[2 * recency.Length];
        RadixSort.Sort(recency, age, scratch.AsSpan(0, recency.Length), scratch.AsSpan(recency.Length));
        for (int from = 0, to; from < recency.Length; from = to)
        {
            for (to = from + 1; to < recency.Length && recency[to] == recency[from]; to++)
            {
            }

            RadixSort.Sort(age[from..to], scratch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DistinctHistories Merged((int X, int From, int To)[] groups, ulong[] recency, ulong[] age)
    {
        var count = 0;
        foreach (var (_, from, to) in groups)
        {
            for (var i = from; i < to; i++)
            {
                count += i == from || recency[i] != recency[i - 1] || age[i] != age[i - 1] ? 1 : 0;
            }
        }

        var distinct = new DistinctHistories(count);
        var row = -1;
        foreach (var (x, from, to) in groups)
        {
            for (var i = from; i < to; i++)
            {
                if (i == from || recency[i] != recency[i - 1] || age[i] != age[i - 1])
                {
                    row++;
                    (distinct.X[row], distinct.Recency[row], distinct.Age[row]) =
                        (x, BitConverter.UInt64BitsToDouble(recency[i]), BitConverter.UInt64BitsToDouble(age[i]));
                }

                distinct.Customers[row]++;
            }
        }

        return distinct;
    }

    // Rows of many customers each are few: they are compared.
    private static DistinctHistories Merged(ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, ReadOnlySpan<long> customersPerRow)
    {
        var rows = new (int X, double Recency, double Age)[x.Length];
        var customers = customersPerRow.ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (x[i], recency[i] + 0d, age[i] + 0d);
        }

        Array.Sort(rows, customers);
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            count += i == 0 || rows[i] != rows[i - 1] ? 1 : 0;
        }

        var distinct = new DistinctHistories(count);
        var to = -1;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || rows[i] != rows[i - 1])
            {
                to++;
                (distinct.X[to], distinct.Recency[to], distinct.Age[to]) = rows[i];
            }

            distinct.Customers[to] = checked(distinct.Customers[to] + customers[i]);
        }

        return distinct;
    }
}
