using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit;

/// <summary>The ordinal order of customer ids: by the first characters in which they differ as one number, and by the whole text where those are equal.</summary>
internal static class CustomerOrder
{
    private const int DigitBits = 11;

    // Below this length clearing the counts costs more than comparing.
    private const int FewKeys = 512;

    /// <summary>Positions of the customers in rising order.</summary>
    public static int[] Of(CustomerIndex index)
    {
        var customers = index.All;
        var order = new int[customers.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (customers.Length < 2 || IsRising(customers))
        {
            return order;
        }

        // Eight characters where none is beyond Latin-1, which is so of nearly all keys; else four.
        var beginnings = new ulong[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            beginnings[i] = index.IsLatin ? EightOf(customers[i].Value.AsSpan(index.SharedLength)) : FourOf(customers[i].Value.AsSpan(index.SharedLength));
        }

        Sort(ref beginnings, ref order);
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && beginnings[to] == beginnings[from]; to++)
            {
            }

            if (to - from > 1)
            {
                SortTexts(order.AsSpan(from, to - from), customers);
            }
        }

        return order;
    }

    private static bool IsRising(ReadOnlySpan<CustomerId> customers)
    {
        for (var i = 1; i < customers.Length; i++)
        {
            if (customers[i - 1].CompareTo(customers[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    // A shorter text is filled up with zeros, which no key holds.
    private static ulong EightOf(ReadOnlySpan<char> text)
    {
        Span<ushort> eight = stackalloc ushort[8];
        eight.Clear();
        MemoryMarshal.Cast<char, ushort>(text[..Math.Min(8, text.Length)]).CopyTo(eight);
        var characters = Vector128.Create<ushort>(eight);
        Span<byte> bytes = stackalloc byte[16];
        Vector128.Narrow(characters, characters).CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private static ulong FourOf(ReadOnlySpan<char> text)
    {
        ulong beginning = 0;
        for (var i = 0; i < 4; i++)
        {
            beginning = (beginning << 16) | (i < text.Length ? text[i] : 0u);
        }

        return beginning;
    }

    // Digit by digit from the lowest one; those in which no keys differ cost nothing.
    private static void Sort(ref ulong[] keys, ref int[] items)
    {
        if (keys.Length < FewKeys)
        {
            Array.Sort(keys, items);
            return;
        }

        var varying = 0UL;
        foreach (var key in keys)
        {
            varying |= key ^ keys[0];
        }

        var (otherKeys, otherItems) = (new ulong[keys.Length], new int[keys.Length]);
        var next = new int[1 << DigitBits];
        for (var shift = 0; shift < 64; shift += DigitBits)
        {
            if (DigitOf(varying, shift) == 0)
            {
                continue;
            }

            Array.Clear(next);
            foreach (var key in keys)
            {
                next[DigitOf(key, shift)]++;
            }

            for (int digit = 0, from = 0; digit < next.Length; digit++)
            {
                (next[digit], from) = (from, from + next[digit]);
            }

            for (var i = 0; i < keys.Length; i++)
            {
                var to = next[DigitOf(keys[i], shift)]++;
                (otherKeys[to], otherItems[to]) = (keys[i], items[i]);
            }

            (keys, otherKeys) = (otherKeys, keys);
            (items, otherItems) = (otherItems, items);
        }
    }

    private static int DigitOf(ulong key, int shift) => (int)(key >> shift) & ((1 << DigitBits) - 1);

    private static void SortTexts(Span<int> positions, ReadOnlySpan<CustomerId> customers)
    {
        var texts = new string[positions.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = customers[positions[i]].Value;
        }

        texts.AsSpan().Sort(positions, StringComparer.Ordinal);
    }
}
