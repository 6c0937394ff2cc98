namespace CrmKit.LifetimeValue;

// The distinct values of columns of times, up to a limit: a hash table of fixed size.
internal sealed class TimeIndex
{
    private const int Limit = 1 << 11;
    private const int Slots = 1 << 13;
    private readonly double[] _keys = new double[Slots];
    private readonly int[] _positions = new int[Slots];
    private int _count;

    public TimeIndex() => Array.Fill(_positions, -1);

    public bool TryAdd(ReadOnlySpan<double> times)
    {
        foreach (var time in times)
        {
            // Not a number belongs to no table; the row that holds it is refused where it is read.
            var slot = Slot(time);
            if (_positions[slot] >= 0 || double.IsNaN(time))
            {
                continue;
            }

            if (_count == Limit)
            {
                return false;
            }

            // One form of zero, whichever came.
            (_keys[slot], _positions[slot]) = (time + 0d, _count++);
        }

        return true;
    }

    // Numbers the times in rising order.
    public double[] Sort()
    {
        var times = new double[_count];
        for (var slot = 0; slot < Slots; slot++)
        {
            if (_positions[slot] >= 0)
            {
                times[_positions[slot]] = _keys[slot];
            }
        }

        Array.Sort(times);
        for (var slot = 0; slot < Slots; slot++)
        {
            _positions[slot] = _positions[slot] >= 0 ? Array.BinarySearch(times, _keys[slot]) : -1;
        }

        return times;
    }

    public int this[double time] => _positions[Slot(time)];

    private int Slot(double time)
    {
        // Adding zero makes the two zeros one; Fibonacci hashing spreads the high bits, which is where days differ.
        var bits = (ulong)BitConverter.DoubleToInt64Bits(time + 0d);
        var slot = (int)((bits * 0x9E3779B97F4A7C15) >> 51);
        while (_positions[slot] >= 0 && _keys[slot] != time)
        {
            slot = (slot + 1) & (Slots - 1);
        }

        return slot;
    }
}
