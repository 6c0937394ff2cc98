using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

// The distinct values of columns of times, up to a limit: a hash table of fixed size.
internal sealed class TimeIndex
{
    private const int Limit = 1 << 11;
    private const int SlotBits = 13;

    // Key and position stand together, so that a look-up touches one line of the cache. The position is one more than the number of the time; 0 is an empty slot.
    private readonly (double Time, int Position)[] _slots = new (double, int)[1 << SlotBits];
    private int _count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAdd(ReadOnlySpan<double> times)
    {
        foreach (var time in times)
        {
            // Not a number belongs to no table; the row that holds it is refused where it is read.
            ref var slot = ref Slot(time);
            if (slot.Position > 0 || double.IsNaN(time))
            {
                continue;
            }

            if (_count == Limit)
            {
                return false;
            }

            // One form of zero, whichever came.
            slot = (time + 0d, ++_count);
        }

        return true;
    }

    // Numbers the times in rising order.
    public double[] Sort()
    {
        double[] times = [.. _slots.Where(slot => slot.Position > 0).Select(slot => slot.Time)];
        Array.Sort(times);
        foreach (ref var slot in _slots.AsSpan())
        {
            slot.Position = slot.Position > 0 ? Array.BinarySearch(times, slot.Time) + 1 : 0;
        }

        return times;
    }

    // -1 for a time that was not added.
    public int this[double time]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Slot(time).Position - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref (double Time, int Position) Slot(double time)
    {
        // Adding zero makes the two zeros one; Fibonacci hashing spreads the high bits, which is where days differ.
        var bits = (ulong)BitConverter.DoubleToInt64Bits(time + 0d);
        var slots = _slots.AsSpan();
        for (var at = (int)((bits * 0x9E3779B97F4A7C15) >> (64 - SlotBits)); ; at = (at + 1) & ((1 << SlotBits) - 1))
        {
            ref var slot = ref slots[at];
            if (slot.Time == time || slot.Position == 0)
            {
                return ref slot;
            }
        }
    }
}
