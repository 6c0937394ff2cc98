using CrmKit.Numerics;

namespace CrmKit.Churn;

// Rows in the order of their stratum and, inside it, of a time. The order of equals is kept.
internal static class RecordOrder
{
    private const double MostWhole = 1 << 24;

    public static void Sort(int[] rows, ReadOnlySpan<double> times, GroupColumn? strata)
    {
        if (IsWhole(rows, times))
        {
            SortWhole(rows, times);
        }
        else
        {
            var keys = new ulong[rows.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = BitConverter.DoubleToUInt64Bits(times[rows[i]] + 0.0);
            }

            RadixSort.Sort(keys, rows, new ulong[keys.Length], new int[keys.Length]);
        }

        Gather(rows, strata);
    }

    // By any number: the bits of the negative ones are turned round, so that bits rise with numbers.
    public static void SortByScore(int[] rows, ReadOnlySpan<double> scores, GroupColumn? strata)
    {
        var keys = new ulong[rows.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = BitConverter.DoubleToInt64Bits(scores[rows[i]] + 0.0);
            keys[i] = (ulong)(bits ^ ((bits >> 63) | long.MinValue));
        }

        RadixSort.Sort(keys, rows, new ulong[keys.Length], new int[keys.Length]);
        Gather(rows, strata);
    }

    // Brings the rows of each stratum together, in their order.
    private static void Gather(int[] rows, GroupColumn? strata)
    {
        if (strata is null || strata.Labels.Length < 2)
        {
            return;
        }

        var keys = new uint[rows.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (uint)strata.Codes[rows[i]];
        }

        Stable(keys, rows);
    }

    private static bool IsWhole(int[] rows, ReadOnlySpan<double> times)
    {
        foreach (var row in rows)
        {
            if (!(times[row] < MostWhole && times[row] == Math.Truncate(times[row])))
            {
                return false;
            }
        }

        return true;
    }

    private static void SortWhole(int[] rows, ReadOnlySpan<double> times)
    {
        var keys = new uint[rows.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (uint)times[rows[i]];
        }

        Stable(keys, rows);
    }

    private static void Stable(uint[] keys, int[] rows) => RadixSort.Sort(keys, rows, new uint[keys.Length], new int[keys.Length]);
}
