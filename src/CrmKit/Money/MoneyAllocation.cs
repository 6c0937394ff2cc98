using System.Numerics;

namespace CrmKit;

/// <summary>Largest-remainder allocation in minor units, in integers of the amount's last digit: nothing is rounded and no product overflows.</summary>
internal static class MoneyAllocation
{
    public static ImmutableArray<Money> Split(Money total, ReadOnlySpan<int> weights)
    {
        var weightSum = Sum(weights);
        var scale = Math.Max(total.Amount.Scale, total.Currency.MinorDigits);
        var whole = Unscaled(total.Amount) * BigInteger.Pow(10, scale - total.Amount.Scale);
        var unit = BigInteger.Pow(10, scale - total.Currency.MinorDigits);

        var parts = new BigInteger[weights.Length];
        var remainders = new BigInteger[weights.Length];
        var rest = BigInteger.Abs(whole);
        for (var i = 0; i < weights.Length; i++)
        {
            var units = BigInteger.DivRem(BigInteger.Abs(whole) * weights[i], unit * weightSum, out remainders[i]);
            parts[i] = units * unit;
            rest -= parts[i];
        }

        HandOut(rest, unit, parts, remainders);
        return InMajorUnits(parts, whole.Sign, (byte)scale, total.Currency);
    }

    private static long Sum(ReadOnlySpan<int> weights)
    {
        var sum = 0L;
        foreach (var weight in weights)
        {
            sum += weight >= 0 ? weight : throw new ArgumentException($"A weight must be zero or more, and one is {weight}.", nameof(weights));
        }

        return sum > 0 ? sum : throw new ArgumentException("At least one weight must be above zero.", nameof(weights));
    }

    /// <summary>The rest is the sum of the remainders, each below a unit: its whole units and its fraction always find parts that have a remainder.</summary>
    private static void HandOut(BigInteger rest, BigInteger unit, BigInteger[] parts, BigInteger[] remainders)
    {
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i))
        {
            var extra = BigInteger.Min(rest, unit);
            parts[i] += extra;
            rest -= extra;
        }
    }

    private static ImmutableArray<Money> InMajorUnits(BigInteger[] parts, int sign, byte scale, Currency currency)
    {
        var lastDigit = new decimal(1, 0, 0, isNegative: false, scale);
        return [.. parts.Select(part => new Money((decimal)(part * sign) * lastDigit, currency))];
    }

    private static BigInteger Unscaled(decimal amount)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        var magnitude = new BigInteger(new decimal(bits[0], bits[1], bits[2], isNegative: false, scale: 0));
        return amount < 0 ? -magnitude : magnitude;
    }
}
