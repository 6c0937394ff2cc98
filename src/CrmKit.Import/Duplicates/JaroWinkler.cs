using System.Numerics;

namespace CrmKit.Import;

/// <summary>Likeness of two short texts by Jaro (1989) and Winkler (1990): letters in common, letters out of order, and a premium for a common beginning.</summary>
internal static class JaroWinkler
{
    /// <summary>Longest text compared: which letters are taken fits into one machine word.</summary>
    public const int MaxLength = 64;

    private const int PremiumLetters = 4;
    private const double Premium = 0.1;

    /// <summary>From 0, nothing in common, to 1, the same. Symmetric.</summary>
    public static double Similarity(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        // Which letters pair up may depend on the side one starts from; starting from the shorter, then the ordinally lower, makes it symmetric.
        if (a.Length > b.Length || (a.Length == b.Length && a.SequenceCompareTo(b) > 0))
        {
            var c = a;
            a = b;
            b = c;
        }

        if (a.IsEmpty)
        {
            return b.IsEmpty ? 1 : 0;
        }

        var (takenA, takenB) = Common(a, b);
        var common = BitOperations.PopCount(takenA);
        if (common == 0)
        {
            return 0;
        }

        var swaps = OutOfOrder(a, b, takenA, takenB) / 2.0;
        var jaro = (((double)common / a.Length) + ((double)common / b.Length) + ((common - swaps) / common)) / 3;
        var prefix = Math.Min(a.CommonPrefixLength(b), PremiumLetters);
        return jaro + (prefix * Premium * (1 - jaro));
    }

    private static (ulong A, ulong B) Common(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var reach = Math.Max((b.Length / 2) - 1, 0);
        ulong takenA = 0, takenB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var end = Math.Min(i + reach, b.Length - 1);
            for (var j = Math.Max(i - reach, 0); j <= end; j++)
            {
                if (a[i] == b[j] && (takenB & (1UL << j)) == 0)
                {
                    takenA |= 1UL << i;
                    takenB |= 1UL << j;
                    break;
                }
            }
        }

        return (takenA, takenB);
    }

    private static int OutOfOrder(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ulong takenA, ulong takenB)
    {
        var count = 0;
        while (takenA != 0)
        {
            count += a[BitOperations.TrailingZeroCount(takenA)] == b[BitOperations.TrailingZeroCount(takenB)] ? 0 : 1;
            takenA &= takenA - 1;
            takenB &= takenB - 1;
        }

        return count;
    }
}
