using System.Runtime.CompilerServices;

namespace CrmKit.Churn;

// The distinct times of events, stratum after stratum, each stratum's in rising order; and which of them is the last at or before a time.
internal sealed class EventTimes
{
    private readonly int[]? _lastAt;
    private readonly int _range;

    private EventTimes(double[] times, int[] starts, int[]? lastAt, int range) => (Times, Starts, _lastAt, _range) = (times, starts, lastAt, range);

    public double[] Times { get; }

    // Starts[s] to Starts[s + 1] are those of stratum s.
    public int[] Starts { get; }

    // Position of the last event time at or before t; one below the stratum's start where there is none.
    public int LastAt(int stratum, double t)
    {
        if (_lastAt is not null)
        {
            return _lastAt[(stratum * _range) + (int)t];
        }

        var (low, high) = (Starts[stratum], Starts[stratum + 1]);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Times[middle] <= t)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    // A stratum below 0 marks a record that is left out.
    public static EventTimes Of(ReadOnlySpan<double> time, ReadOnlySpan<bool> isEvent, ReadOnlySpan<double> weight, ReadOnlySpan<int> strata, int strataCount)
    {
        var range = WholeRange(time);
        return range > 0 && (long)range * strataCount <= Math.Max(4096, time.Length)
            ? OfWholeTimes(time, isEvent, weight, strata, strataCount, range)
            : OfAnyTimes(time, isEvent, weight, strata, strataCount);
    }

    private static bool Counts(int row, ReadOnlySpan<bool> isEvent, ReadOnlySpan<double> weight, ReadOnlySpan<int> strata) =>
        isEvent[row] && (weight.IsEmpty || weight[row] > 0) && (strata.IsEmpty || strata[row] >= 0);

    // One more than the greatest time where all are small whole numbers, otherwise 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WholeRange(ReadOnlySpan<double> time)
    {
        var greatest = 0.0;
        var faults = 0;
        foreach (var t in time)
        {
            greatest = t > greatest ? t : greatest;
            faults |= t == (int)t ? 0 : 1;
        }

        return faults == 0 && greatest < int.MaxValue / 2 ? (int)greatest + 1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static EventTimes OfWholeTimes(ReadOnlySpan<double> time, ReadOnlySpan<bool> isEvent, ReadOnlySpan<double> weight, ReadOnlySpan<int> strata, int strataCount, int range)
    {
        var lastAt = new int[range * strataCount];
        var isAll = weight.IsEmpty && strata.IsEmpty;
        for (var i = 0; i < time.Length; i++)
        {
            // Without a branch where all count: nobody can guess who left.
            if (isAll || Counts(i, isEvent, weight, strata))
            {
                lastAt[((strata.IsEmpty ? 0 : strata[i]) * range) + (int)time[i]] |= Unsafe.BitCast<bool, byte>(isEvent[i]);
            }
        }

        var times = new List<double>();
        var starts = new int[strataCount + 1];
        for (var s = 0; s < strataCount; s++)
        {
            for (var t = 0; t < range; t++)
            {
                if (lastAt[(s * range) + t] != 0)
                {
                    times.Add(t);
                }

                lastAt[(s * range) + t] = times.Count - 1;
            }

            starts[s + 1] = times.Count;
        }

        return new EventTimes([.. times], starts, lastAt, range);
    }

    private static EventTimes OfAnyTimes(ReadOnlySpan<double> time, ReadOnlySpan<bool> isEvent, ReadOnlySpan<double> weight, ReadOnlySpan<int> strata, int strataCount)
    {
        var ends = new int[strataCount + 1];
        for (var i = 0; i < time.Length; i++)
        {
            if (Counts(i, isEvent, weight, strata))
            {
                ends[(strata.IsEmpty ? 0 : strata[i]) + 1]++;
            }
        }

        for (var s = 0; s < strataCount; s++)
        {
            ends[s + 1] += ends[s];
        }

        // Filling from each stratum's begin moves the begins to the ends, one place down the array.
        var times = new double[ends[strataCount]];
        for (var i = 0; i < time.Length; i++)
        {
            if (Counts(i, isEvent, weight, strata))
            {
                times[ends[strata.IsEmpty ? 0 : strata[i]]++] = time[i];
            }
        }

        var starts = new int[strataCount + 1];
        var (begin, count) = (0, 0);
        for (var s = 0; s < strataCount; s++)
        {
            times.AsSpan(begin, ends[s] - begin).Sort();
            for (var i = begin; i < ends[s]; i++)
            {
                if (i == begin || times[i] != times[i - 1])
                {
                    times[count++] = times[i];
                }
            }

            begin = ends[s];
            starts[s + 1] = count;
        }

        return new EventTimes(times[..count], starts, null, 0);
    }
}
