using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrmKit.Calendars;

/// <summary>A set of days of one period as bits: bit d is the d-th day, bit 0 the day before the period, so that 0 to 367 serve every year.</summary>
[InlineArray(Words)]
internal struct DaySet
{
    private const int Words = 6;

    private ulong _first;

    public void Add(int bit) => this[bit >> 6] |= 1UL << bit;

    public void AddRange(int first, int last)
    {
        for (var bit = first; bit <= last; bit++)
        {
            Add(bit);
        }
    }

    public readonly bool Contains(int bit) => (this[bit >> 6] >> bit & 1) != 0;

    /// <summary>Adds 32 bits, the lowest of which stands for bit <paramref name="offset"/>.</summary>
    public void Add(uint bits, int offset)
    {
        var (word, shift) = (offset >> 6, offset & 63);
        this[word] |= (ulong)bits << shift;
        if (shift > 32)
        {
            this[word + 1] |= (ulong)bits >> (64 - shift);
        }
    }

    /// <summary>The 32 bits from bit <paramref name="offset"/> on.</summary>
    public readonly uint Slice(int offset)
    {
        var (word, shift) = (offset >> 6, offset & 63);
        var bits = this[word] >> shift;
        if (shift > 32 && word + 1 < Words)
        {
            bits |= this[word + 1] << (64 - shift);
        }

        return (uint)bits;
    }

    public void IntersectWith(in DaySet other)
    {
        for (var word = 0; word < Words; word++)
        {
            this[word] &= other[word];
        }
    }

    public readonly int Count()
    {
        var count = 0;
        for (var word = 0; word < Words; word++)
        {
            count += BitOperations.PopCount(this[word]);
        }

        return count;
    }

    /// <summary>How many days of the set lie before bit <paramref name="bit"/>.</summary>
    public readonly int CountBefore(int bit)
    {
        if (bit <= 0)
        {
            return 0;
        }

        var count = 0;
        for (var word = 0; word < Words; word++)
        {
            var above = bit - (word << 6);
            if (above <= 0)
            {
                break;
            }

            count += BitOperations.PopCount(above >= 64 ? this[word] : this[word] & ((1UL << above) - 1));
        }

        return count;
    }

    /// <summary>The day with so many of the set before it.</summary>
    public readonly int At(int index)
    {
        for (var word = 0; word < Words; word++)
        {
            var bits = this[word];
            var count = BitOperations.PopCount(bits);
            if (index >= count)
            {
                index -= count;
                continue;
            }

            for (; index > 0; index--)
            {
                bits &= bits - 1;
            }

            return (word << 6) + BitOperations.TrailingZeroCount(bits);
        }

        return -1;
    }
}
