namespace CrmKit;

/// <summary>An amount as one number: its digits and its scale where they fit, as nearly all amounts do, else its place among those kept whole.</summary>
internal readonly record struct PackedAmount(long Bits)
{
    private const int ScaleBits = 5;

    /// <summary>The largest number of digits, as a power of two.</summary>
    public const int DigitBits = 63 - ScaleBits;

    public bool IsWhole => Bits < 0;

    public long Digits => Bits >> ScaleBits;

    public byte Scale => (byte)(Bits & ((1 << ScaleBits) - 1));

    /// <summary>Packs an amount; what does not fit, or is a negative zero, goes to the others.</summary>
    public static PackedAmount Of(decimal amount, List<decimal> whole)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(amount, parts);
        var (low, middle, high, flags) = ((uint)parts[0], (uint)parts[1], parts[2], parts[3]);
        if (high == 0 && flags >= 0 && middle < 1u << (DigitBits - 32))
        {
            return new PackedAmount((((long)middle << 32) | low) << ScaleBits | (uint)(flags >> 16));
        }

        whole.Add(amount);
        return new PackedAmount(-whole.Count);
    }

    /// <summary>The amount as it was, its scale included.</summary>
    public decimal ToDecimal(List<decimal> whole) => IsWhole ? whole[(int)(-Bits - 1)] : DecimalOf(Digits, Scale);

    public static decimal DecimalOf(long digits, byte scale) => new((int)digits, (int)(digits >> 32), 0, isNegative: false, scale);
}
