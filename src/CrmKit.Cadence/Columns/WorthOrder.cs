using System.Buffers;

namespace CrmKit.Cadence;

/// <summary>Orders people by worth, the largest first, equals as they stood: a radix sort, whose time does not depend on what the values are.</summary>
internal static class WorthOrder
{
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;
    private const int Passes = (64 + Bits - 1) / Bits;


    /// <summary>A key that grows as the value falls; that of NaN is the largest.</summary>
    public static ulong KeyOf(double value)
    {
        if (double.IsNaN(value))
        {
            return ulong.MaxValue;
        }

        // Adding zero makes one of both zeros. Below zero all bits turn round, above it the sign alone: then keys ascend with values.
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        var ascending = (bits >> 63) != 0 ? ~bits : bits | (1UL << 63);
        return ~ascending;
    }

    /// <summary>Sorts people by their keys; keys of the same number are left in any state.</summary>
    public static void Sort(Span<ulong> keys, Span<int> people)
    {
        var count = people.Length;
        if (count < 2)
        {
            return;
        }

        var otherKeys = ArrayPool<ulong>.Shared.Rent(count);
        var others = ArrayPool<int>.Shared.Rent(count);
        try
        {
            Radix(keys[..count], people, otherKeys.AsSpan(0, count), others.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(otherKeys);
            ArrayPool<int>.Shared.Return(others);
        }
    }

    private static void Radix(Span<ulong> keys, Span<int> people, Span<ulong> otherKeys, Span<int> others)
    {
        Span<int> counts = stackalloc int[Buckets];
        var differing = Differing(keys);
        var isSwapped = false;
        for (var pass = 0; pass < Passes; pass++)
        {
            var shift = pass * Bits;
            if (((differing >> shift) & (Buckets - 1)) == 0)
            {
                continue;
            }

            counts.Clear();
            foreach (var key in keys)
            {
                counts[(int)(key >> shift) & (Buckets - 1)]++;
            }

            var sum = 0;
            foreach (ref var bucket in counts)
            {
                (bucket, sum) = (sum, sum + bucket);
            }

            for (var i = 0; i < keys.Length; i++)
            {
                var to = counts[(int)(keys[i] >> shift) & (Buckets - 1)]++;
                otherKeys[to] = keys[i];
                others[to] = people[i];
            }

            var emptied = keys;
            keys = otherKeys;
            otherKeys = emptied;
            var moved = people;
            people = others;
            others = moved;
            isSwapped = !isSwapped;
        }

        if (isSwapped)
        {
            people.CopyTo(others);
        }
    }

    private static ulong Differing(ReadOnlySpan<ulong> keys)
    {
        ulong differing = 0;
        foreach (var key in keys)
        {
            differing |= key ^ keys[0];
        }

        return differing;
    }
}
