using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrmKit.Churn;

// At which event times each record is at risk: from Enter to Exit, both positions in the event times of all strata.
internal sealed class CoxLayout
{
    private CoxLayout(EventTimes events, int[] exit, int[]? enter, int[] tied, double[] weights)
    {
        (Times, Starts, Exit, Enter, Tied, Weights) = (events.Times, events.Starts, exit, enter, tied, weights);
        if (enter is null)
        {
            return;
        }

        Local = new int[Times.Length];
        var longest = 1;
        for (var s = 0; s + 1 < Starts.Length; s++)
        {
            for (var j = Starts[s]; j < Starts[s + 1]; j++)
            {
                Local[j] = j - Starts[s];
            }

            longest = Math.Max(longest, Starts[s + 1] - Starts[s]);
        }

        Levels = 32 - BitOperations.LeadingZeroCount((uint)(longest - 1));
    }

    public double[] Times { get; }

    public int[] Starts { get; }

    // The last event time at which a record is at risk; -1 where there is none.
    public int[] Exit { get; }

    // The first event time at which a record is at risk; -1 where it is at risk from its stratum's first. Null where that holds for all.
    public int[]? Enter { get; }

    // The place of an event time within its stratum, where records enter late.
    public int[]? Local { get; }

    // Binary digits of the greatest place.
    public int Levels { get; }

    // Records that left at each event time, and their weight.
    public int[] Tied { get; }

    public double[] Weights { get; }

    public int Strata => Starts.Length - 1;

    // Kinds of slots, of one slot an event time each.
    public int Kinds => Enter is null ? 2 : 4 + Levels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static CoxLayout Of(SurvivalRecords records, ReadOnlySpan<bool> isEvent, ReadOnlySpan<int> strata, int strataCount)
    {
        var time = records.Time.Span;
        var entry = records.Entry.Span;
        var weight = records.Weight.Span;
        var events = EventTimes.Of(time, isEvent, weight, strata, strataCount);
        var exit = new int[time.Length];
        var enter = entry.IsEmpty ? null : new int[time.Length];
        var tied = new int[events.Times.Length];
        var weights = new double[events.Times.Length];
        var isLate = false;
        for (var i = 0; i < time.Length; i++)
        {
            var stratum = strata.IsEmpty ? 0 : strata[i];
            exit[i] = -1;
            if (stratum < 0 || (!weight.IsEmpty && !(weight[i] > 0)))
            {
                continue;
            }

            var last = events.LastAt(stratum, time[i]);
            if (last < events.Starts[stratum])
            {
                continue;
            }

            if (enter is not null)
            {
                var first = events.LastAt(stratum, entry[i]) + 1;
                if (first > last)
                {
                    continue;
                }

                enter[i] = first == events.Starts[stratum] ? -1 : first;
                isLate |= enter[i] >= 0;
            }

            exit[i] = last;

            // Without a branch: nobody can guess who left.
            var left = Unsafe.BitCast<bool, byte>(isEvent[i]);
            tied[last] += left;
            weights[last] += left * (weight.IsEmpty ? 1 : weight[i]);
        }

        return new CoxLayout(events, exit, isLate ? enter : null, tied, weights);
    }

    // Slots by kind, each kind one slot an event time: 0 left and there from the beginning, 1 stayed likewise, 2 left and came late, 3 at risk at one time only, 4 + k level k.
    // Point is where one who left counts at its own time; First alone, or First and Second together, cover the other times. Those that are not needed are -1.
    public (int Point, int First, int Second) SlotsOf(int row, bool isEvent)
    {
        var last = Exit[row];
        var first = Enter is null ? -1 : Enter[row];
        if (first < 0)
        {
            return (last + (isEvent ? 0 : Times.Length), -1, -1);
        }

        var point = -1;
        if (isEvent)
        {
            point = (2 * Times.Length) + last;
            last--;
        }

        if (first >= last)
        {
            return (point, first == last ? (3 * Times.Length) + first : -1, -1);
        }

        var level = BitOperations.Log2((uint)(Local![first] ^ Local[last]));
        return (point, ((4 + level) * Times.Length) + first, ((4 + level) * Times.Length) + last);
    }

    // Makes the slots of the levels into those of every row whose interval covers their time, by merging neighbours outwards from each block's inner edge.
    public void MergeLevels(Action<int, int> merge)
    {
        for (var level = 0; Enter is not null && level < Levels; level++)
        {
            for (var s = 0; s < Strata; s++)
            {
                MergeLevel(level, ((4 + level) * Times.Length) + Starts[s], Starts[s + 1] - Starts[s], merge);
            }
        }
    }

    private static void MergeLevel(int level, int slot, int count, Action<int, int> merge)
    {
        var mask = (1 << level) - 1;
        for (var q = 1; q < count; q++)
        {
            if ((q >> level & 1) == 0 && (q & mask) != 0)
            {
                merge(slot + q, slot + q - 1);
            }
        }

        for (var q = count - 2; q >= 0; q--)
        {
            if ((q >> level & 1) == 1 && (q & mask) != mask)
            {
                merge(slot + q, slot + q + 1);
            }
        }
    }
}
