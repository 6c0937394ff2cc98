using System.Runtime.InteropServices;

namespace CrmKit.Scheduling;

/// <summary>An order among equals that depends on the seed and the key alone, not on the order of input nor on the process.</summary>
internal static class TieBreak
{
    public static ulong Rank(ulong seed, TouchKey key)
    {
        // FNV-1a over the UTF-16 code units, then the finaliser of MurmurHash3 so that near keys part.
        var hash = 14695981039346656037UL ^ seed;
        hash = Absorb(hash, key.Customer.Value);
        hash = Absorb(hash, key.Reason);
        hash = Absorb(hash, key.Occurrence);
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53UL;
        return hash ^ (hash >> 33);
    }

    private static ulong Absorb(ulong hash, string text)
    {
        foreach (var unit in MemoryMarshal.Cast<char, ushort>(text.AsSpan()))
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return (hash ^ 0x1F) * 1099511628211UL;
    }
}
