using System.Runtime.InteropServices;

namespace CrmKit;

/// <summary>One purchase as the builder keeps it. The key's hash is 0 where it has none.</summary>
internal readonly record struct PurchaseRow(LocalDate Day, decimal Amount, ulong Key)
{
    // Odd numbers without a pattern: the fractional digits of the golden ratio and of the square root of 2.
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0x6A09E667F3BCC909;

    /// <summary>A hash of 64 bits, the same in every process: four characters at a time, each folded in by the two halves of a product of 128 bits.</summary>
    public static ulong HashOf(EventKey? key)
    {
        if (key is not { } known)
        {
            return 0;
        }

        var text = known.Value.AsSpan();
        var hash = First ^ (ulong)text.Length;
        while (text.Length >= 4)
        {
            hash = Fold(hash ^ MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text)));
            text = text[4..];
        }

        var tail = 0UL;
        foreach (var c in text)
        {
            tail = (tail << 16) | c;
        }

        hash = Fold(Fold(hash ^ tail) ^ First);
        return hash == 0 ? 1 : hash;
    }

    private static ulong Fold(ulong value)
    {
        var high = Math.BigMul(value, Second, out var low);
        return high ^ low;
    }
}
