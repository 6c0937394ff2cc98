using System.Runtime.CompilerServices;
using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The distinct rows of columns of histories in order of x, t_x, T, and how many customers share each. Nothing here depends on the order of the rows.
internal static class DistinctHistories
{
    // Rows that have been checked; one customer each where no numbers are given.
    public static HistoryColumns Of(ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, ReadOnlySpan<long> customersPerRow)
    {
        if (!customersPerRow.IsEmpty)
        {
            return Merged(x, recency, age, customersPerRow);
        }

        return Numbered(x, recency, age) ?? Sorted(x, recency, age);
    }

    // Times that repeat, as days do: a row is one number, x first, then the ranks of its two times; numbers are sorted digit by digit and counted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static HistoryColumns? Numbered(ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age)
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
    private static HistoryColumns Count(
        ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, TimeIndex recencies, TimeIndex ages, double[] recencyTimes, double[] ageTimes)
    {
        var (width, height) = ((uint)ageTimes.Length, (uint)recencyTimes.Length);
        var keys = new uint[x.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (((uint)x[i] * height) + (uint)recencies[recency[i]]) * width + (uint)ages[age[i]];
        }

        RadixSort.Sort<uint>(keys, new uint[keys.Length]);
        var (count, silent) = (0, 0);
        for (var i = 0; i < keys.Length; i++)
        {
            var isNew = i == 0 || keys[i] != keys[i - 1];
            count += isNew ? 1 : 0;
            silent += isNew && keys[i] < width ? 1 : 0;
        }

        var writer = new HistoryWriter(count, silent, isCounted: count < keys.Length);
        for (var i = 0; i < keys.Length;)
        {
            var (key, from) = (keys[i], i);
            for (; i < keys.Length && keys[i] == key; i++)
            {
            }

            var (row, column) = Math.DivRem(key, width);
            var (purchases, rank) = Math.DivRem(row, height);
            writer.Add((int)purchases, recencyTimes[rank], ageTimes[column], i - from);
        }

        return writer.ToColumns();
    }

    // Times that hardly repeat.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static HistoryColumns Sorted(ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age)
    {
        var groups = PurchaseGroups.Of(x);
        var silent = HistoryColumns.SilentOf(groups);
        var buckets = new HistoryBuckets(groups, x, recency, age);
        var (recencies, ages) = (new double[x.Length - silent], new double[x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            var to = buckets.Take(x[i], recency[i], age[i]);

            // Adding zero turns a negative zero into zero, so that equal rows have equal bytes.
            ages[to] = age[i] + 0d;
            if (x[i] > 0)
            {
                recencies[to - silent] = recency[i] + 0d;
            }
        }

        for (int bucket = 0, from = 0; bucket < buckets.Count; from = buckets.End(bucket++))
        {
            var own = ages.AsSpan(from..buckets.End(bucket));
            if (from < silent)
            {
                own.Sort();
            }
            else
            {
                SortTimes(recencies.AsSpan(from - silent, own.Length), own);
            }
        }

        return Merged(groups, silent, recencies, ages);
    }

    private static void SortTimes(Span<double> recency, Span<double> age)
    {
        recency.Sort(age);
        for (int from = 0, to; from < recency.Length; from = to)
        {
            for (to = from + 1; to < recency.Length && recency[to] == recency[from]; to++)
            {
            }

            if (to - from > 1)
            {
                age[from..to].Sort();
            }
        }
    }

    // Sorted rows: where none repeats, the columns are done.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static HistoryColumns Merged((int X, int From, int To)[] groups, int silent, double[] recency, double[] age)
    {
        var (count, silentCount) = (0, 0);
        foreach (var (x, from, to) in groups)
        {
            for (var i = from; i < to; i++)
            {
                count += IsNew(i, from) ? 1 : 0;
            }

            silentCount = x == 0 ? count : silentCount;
        }

        if (count == age.Length)
        {
            return new HistoryColumns(groups, recency, age, customers: null);
        }

        var writer = new HistoryWriter(count, silentCount, isCounted: true);
        foreach (var (x, from, to) in groups)
        {
            for (int i = from, end; i < to; i = end)
            {
                for (end = i + 1; end < to && !IsNew(end, from); end++)
                {
                }

                writer.Add(x, x == 0 ? 0 : recency[i - silent], age[i], end - i);
            }
        }

        return writer.ToColumns();

        bool IsNew(int row, int from) => row == from || age[row] != age[row - 1] || (row > silent && recency[row - silent] != recency[row - silent - 1]);
    }

    // Rows of many customers each are few: they are compared.
    private static HistoryColumns Merged(ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age, ReadOnlySpan<long> customersPerRow)
    {
        var rows = new (int X, double Recency, double Age)[x.Length];
        var customers = customersPerRow.ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (x[i], recency[i] + 0d, age[i] + 0d);
        }

        Array.Sort(rows, customers);
        var (count, silent) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var isNew = i == 0 || rows[i] != rows[i - 1];
            count += isNew ? 1 : 0;
            silent += isNew && rows[i].X == 0 ? 1 : 0;
        }

        var writer = new HistoryWriter(count, silent, isCounted: true);
        for (int i = 0, end; i < rows.Length; i = end)
        {
            var total = customers[i];
            for (end = i + 1; end < rows.Length && rows[end] == rows[i]; end++)
            {
                total = checked(total + customers[end]);
            }

            writer.Add(rows[i].X, rows[i].Recency, rows[i].Age, total);
        }

        return writer.ToColumns();
    }
}
