using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// Rows in the order of their stratum and, inside it, of a time. The order of equals is kept.
internal static class RecordOrder
{
    private const double MostWhole = 1 << 24;

    // The rows whose weight is not 0.
    public static int[] Kept(SurvivalRecords records)
    {
        var weights = records.Weight.Span;
        var rows = new int[records.Count - weights.Count(0.0)];
        for (int i = 0, next = 0; next < rows.Length; i++)
        {
            if (weights.IsEmpty || weights[i] != 0)
            {
                rows[next++] = i;
            }
        }

        return rows;
    }

    public static void Sort(int[] rows, ReadOnlySpan<double> times, GroupColumn? strata) => Sort(MemoryMarshal.Cast<int, PlainRow>(rows.AsSpan()), times, strata);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort<TRow>(Span<TRow> rows, ReadOnlySpan<double> times, GroupColumn? strata)
        where TRow : unmanaged, IRecordRow
    {
        if (IsWhole(times))
        {
            var keys = new uint[rows.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = (uint)double.ConvertToIntegerNative<int>(times[rows[i].Row]);
            }

            RadixSort.Sort(keys, rows, new uint[keys.Length], new TRow[keys.Length]);
        }
        else
        {
            var keys = new ulong[rows.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                // A zero of either sign is one time.
                keys[i] = BitConverter.DoubleToUInt64Bits(times[rows[i].Row] + 0.0);
            }

            RadixSort.Sort(keys, rows, new ulong[keys.Length], new TRow[keys.Length]);
        }

        Gather(rows, strata);
    }

    // By any number: the bits of the negative ones are turned round, so that bits rise with numbers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SortByScore(int[] rows, ReadOnlySpan<double> scores, GroupColumn? strata)
    {
        var keys = new ulong[rows.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = BitConverter.DoubleToInt64Bits(scores[rows[i]] + 0.0);
            keys[i] = (ulong)(bits ^ ((bits >> 63) | long.MinValue));
        }

        RadixSort.Sort(keys, rows, new ulong[keys.Length], new int[keys.Length]);
        Gather(MemoryMarshal.Cast<int, PlainRow>(rows.AsSpan()), strata);
    }

    // Brings the rows of each stratum together, in their order.
    private static void Gather<TRow>(Span<TRow> rows, GroupColumn? strata)
        where TRow : unmanaged, IRecordRow
    {
        if (strata is null || strata.Labels.Length < 2)
        {
            return;
        }

        var codes = strata.Codes.AsSpan();
        var keys = new uint[rows.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (uint)codes[rows[i].Row];
        }

        RadixSort.Sort(keys, rows, new uint[keys.Length], new TRow[keys.Length]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsWhole(ReadOnlySpan<double> times)
    {
        foreach (var time in times)
        {
            if (!(time < MostWhole && time == Math.Truncate(time)))
            {
                return false;
            }
        }

        return true;
    }
}
